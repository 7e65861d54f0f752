import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';

/** The flag as it is now, whatever this page has shown so far. */
export const presentFlagQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: ['flags', key, environmentKey, 'present'],
    queryFn: () => api.flags.get(key, environmentKey),
    staleTime: 0,
    gcTime: 0,
  });
