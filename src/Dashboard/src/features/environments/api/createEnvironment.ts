import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { environmentsQuery } from '@/api/environments';
import type { CreateEnvironment } from '@/api/generated/api';

export function useCreateEnvironment() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (environment: CreateEnvironment) => api.environments.create(environment),
    onSuccess: () => queryClient.invalidateQueries(environmentsQuery),
  });
}
