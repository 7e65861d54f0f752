import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { ApiException, type ReadinessResponse } from '@/api/generated/api';

/** Asked again every ten seconds. A server that is not ready says so with 503 and the same facts. */
export const readinessQuery = queryOptions({
  queryKey: ['readiness'],
  queryFn: async (): Promise<ReadinessResponse> => {
    try {
      return await api.health.ready();
    } catch (error) {
      if (error instanceof ApiException && error.status === 503 && error.result) {
        return error.result as ReadinessResponse;
      }
      throw error;
    }
  },
  refetchInterval: 10_000,
});
