import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';
import { experimentKey } from '../keys';

/** All experiments, of all environments; the list filters them by itself. */
export const experimentsQuery = queryOptions({
  queryKey: ['experiments'],
  queryFn: () => allPages((cursor) => api.experiments.list(undefined, undefined, undefined, undefined, 200, cursor)),
});

export const experimentQuery = (key: string) =>
  queryOptions({
    queryKey: experimentKey(key),
    queryFn: () => api.experiments.get(key),
    meta: { tellsGone: true },
  });
