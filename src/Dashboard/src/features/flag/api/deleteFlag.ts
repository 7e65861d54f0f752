import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

export function useDeleteFlag(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.flags.delete(key, environmentKey, '*'),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ['flags', key, environmentKey] });
      void renew(queryClient);
    },
  });
}
