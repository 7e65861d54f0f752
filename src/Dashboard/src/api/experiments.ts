import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All of an environment, newest first. */
export const experimentsQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['experiments', 'of', environmentKey],
    queryFn: () => allPages((cursor) => api.experiments.list(environmentKey, undefined, undefined, undefined, 200, cursor)),
  });
