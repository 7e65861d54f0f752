import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All of an environment, by key. */
export const holdoutsQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['holdouts', environmentKey],
    queryFn: () => allPages((cursor) => api.holdouts.list(environmentKey, undefined, 200, cursor)),
  });
