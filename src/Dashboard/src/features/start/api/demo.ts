import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';

/** Adds examples; what is there already stays as it is. */
export function useAddExamples() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: () => api.demo.create(),
    onSettled: () => {
      for (const key of ['overview', 'flags', 'segments', 'audit', 'users']) {
        void queryClient.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
