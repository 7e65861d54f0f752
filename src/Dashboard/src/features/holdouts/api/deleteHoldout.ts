import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';
import { holdoutKey } from '../keys';

export function useDeleteHoldout(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.holdouts.delete(key, environmentKey),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: holdoutKey(key, environmentKey) });
      void renew(queryClient);
    },
  });
}
