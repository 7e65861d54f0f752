import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { UserResponse } from '@/api/generated/api';

export const ownUser = queryOptions({ queryKey: ['own-user'], queryFn: () => api.auth.me() });

/** Who is signed in. Pages stand below the boundary that has loaded it. */
export function useUser(): UserResponse {
  return useSuspenseQuery(ownUser).data;
}
