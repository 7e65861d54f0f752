import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All of an environment, by key. */
export const metricsQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['metrics', environmentKey],
    queryFn: () => allPages((cursor) => api.metrics.list(environmentKey, undefined, 200, cursor)),
  });
