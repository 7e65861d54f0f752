import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** The names of all metric events that have arrived in an environment. */
export const eventNamesQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['event-names', environmentKey],
    queryFn: () => allPages((cursor) => api.plans.eventNames(environmentKey, 200, cursor)),
  });
