import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { MetricDefinitionFields, MetricDefinitionResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { metricKey } from '../keys';

/** Where the server has another version than the base by now, the answer is 412. */
export function useSaveMetric(base: MetricDefinitionResponse) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (fields: MetricDefinitionFields) =>
      api.metrics.update(base.key, base.environment_key, fields, `"${base.version}"`),
    onSuccess: (metric) => {
      queryClient.setQueryData(metricKey(metric.key, metric.environment_key), metric);
      void renew(queryClient);
    },
  });
}
