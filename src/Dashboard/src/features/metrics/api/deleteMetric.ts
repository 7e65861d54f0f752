import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';
import { metricKey } from '../keys';

export function useDeleteMetric(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.metrics.delete(key, environmentKey),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: metricKey(key, environmentKey) });
      void renew(queryClient);
    },
  });
}
