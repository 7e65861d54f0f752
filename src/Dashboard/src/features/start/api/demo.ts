import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

/** Adds examples; what is there already stays as it is. */
export function useAddExamples() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: () => api.demo.create(),
    onSettled: () => void renew(queryClient), // what came before a fault stays
  });
}
