import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateEnvironment } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateEnvironment() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (environment: CreateEnvironment) => api.environments.create(environment),
    onSuccess: () => void renew(queryClient),
  });
}
