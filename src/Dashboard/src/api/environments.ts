import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './api';
import type { EnvironmentResponse } from './generated/api';
import { allPages } from './pages';

/** All environments, oldest first. */
const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  queryFn: () => allPages((cursor) => api.environments.list(200, cursor)),
});

/** Loaded before any page is shown. */
export function useEnvironments(): EnvironmentResponse[] {
  return useSuspenseQuery(environmentsQuery).data;
}

/** The one that the URL names or, where it names none, the first; undefined only where there are none at all. */
export function useEnvironment(key: string | undefined): EnvironmentResponse | undefined {
  const environments = useEnvironments();
  return key === undefined ? environments[0] : environments.find((environment) => environment.key === key);
}
