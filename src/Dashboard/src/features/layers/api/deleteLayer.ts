import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';
import { layerKey } from '../keys';

export function useDeleteLayer(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.layers.delete(key, environmentKey),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: layerKey(key, environmentKey) });
      void renew(queryClient);
    },
  });
}
