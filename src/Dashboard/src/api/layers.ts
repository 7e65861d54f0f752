import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All of an environment, by key. */
export const layersQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['layers', environmentKey],
    queryFn: () => allPages((cursor) => api.layers.list(environmentKey, undefined, 200, cursor)),
  });
