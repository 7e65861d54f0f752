import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';
import { segmentKey } from '../keys';

export function useDeleteSegment(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.segments.delete(key, environmentKey),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: segmentKey(key, environmentKey) });
      void renew(queryClient);
    },
  });
}
