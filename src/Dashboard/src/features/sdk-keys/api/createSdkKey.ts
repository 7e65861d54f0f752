import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { SdkKeyRequest } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (key: SdkKeyRequest) => api.sdkKeys.create(environmentKey, key),
    onSuccess: () => void renew(queryClient),
  });
}
