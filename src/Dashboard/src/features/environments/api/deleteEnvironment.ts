import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

export function useDeleteEnvironment() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ key, force }: { key: string; force: boolean }) => api.environments.delete(key, force),
    onSuccess: () => void renew(queryClient),
  });
}
