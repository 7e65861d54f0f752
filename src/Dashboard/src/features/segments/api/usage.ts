import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';
import { usageKey } from '../keys';

/** The flags and segments whose conditions look into it. */
export const usageQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: usageKey(key, environmentKey),
    queryFn: () => allPages((cursor) => api.segments.usage(key, environmentKey, 200, cursor)),
  });
