import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All segments of an environment, by key, with how many ids they hold but not which. */
export const segmentsQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['segments', environmentKey],
    queryFn: () => allPages((cursor) => api.segments.list(environmentKey, undefined, 200, cursor)),
  });
