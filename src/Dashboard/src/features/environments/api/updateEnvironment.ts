import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { EnvironmentFields } from '@/api/generated/api';
import { renew } from '@/api/renew';

// Without If-Match: the version grows with every flag that is changed in it, and only the fields that are sent are written.
export function useUpdateEnvironment(key: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (fields: EnvironmentFields) => api.environments.update(key, fields),
    onSuccess: () => void renew(queryClient),
  });
}
