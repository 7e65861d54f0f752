import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { holdoutKey } from '../keys';

export const holdoutQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: holdoutKey(key, environmentKey),
    queryFn: () => api.holdouts.get(key, environmentKey),
    meta: { tellsGone: true },
  });
