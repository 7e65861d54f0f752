import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { SdkKeyRequest } from '@/api/generated/api';

/** The answer has the secret, this once. */
export function useCreateSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: SdkKeyRequest) => api.sdkKeys.create(environmentKey, key),
    onSuccess: () => Promise.all(['sdk-keys', 'audit'].map((first) => queryClient.invalidateQueries({ queryKey: [first] }))),
  });
}
