import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';

/** Everything may have changed after it: flags, segments and keys go with their environment. */
export function useDeleteEnvironment() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ key, force }: { key: string; force: boolean }) => api.environments.delete(key, force),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
