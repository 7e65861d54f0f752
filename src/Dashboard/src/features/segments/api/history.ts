import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { nextCursor } from '@/api/pages';
import { historyKey } from '../keys';

/** What was changed in it, newest first. */
export const historyQuery = (key: string, environmentKey: string) =>
  infiniteQueryOptions({
    queryKey: historyKey(key, environmentKey),
    queryFn: ({ pageParam }) =>
      api.audit.list('segment', key, undefined, undefined, environmentKey, undefined, undefined, 20, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
  });
