import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateMetricDefinition } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateMetric(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (metric: CreateMetricDefinition) => api.metrics.create({ ...metric, environment_key: environmentKey }),
    onSuccess: () => renew(queryClient), // where one goes on from here it is known
  });
}
