import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { NewSdkKeyResponse, SdkKeyRequest } from '@/api/generated/api';
import { renew } from '@/api/renew';

/** @param onCreated gets the secret, this once: also when what asked for it is not on the page any more. */
export function useCreateSdkKey(environmentKey: string, onCreated: (key: NewSdkKeyResponse) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: SdkKeyRequest) => api.sdkKeys.create(environmentKey, key),
    onSuccess: (key) => {
      onCreated(key);
      void renew(queryClient);
    },
  });
}
