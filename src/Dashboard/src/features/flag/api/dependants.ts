import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';

/** The flags and segments that look into this flag. */
export const dependantsQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: ['flags', key, environmentKey, 'dependants'],
    queryFn: () => allPages((cursor) => api.flags.dependants(key, environmentKey, 200, cursor)),
    meta: { tellsGone: true },
  });
