import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';

/** Everybody with an account, oldest first. Admins only. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () => allPages((cursor) => api.auth.list(200, cursor)),
});
