import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';

export function useDeleteFlag(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.flags.delete(key, environmentKey, '*'),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ['flags', key, environmentKey] });
      for (const noun of ['overview', 'audit', 'flags']) {
        void queryClient.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
}
