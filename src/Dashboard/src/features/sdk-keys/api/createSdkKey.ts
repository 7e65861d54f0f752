import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { SdkKeyRequest } from '@/api/generated/api';
import { sdkKeysKey } from '../keys';

export function useCreateSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (key: SdkKeyRequest) => api.sdkKeys.create(environmentKey, key),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sdkKeysKey(environmentKey) }),
  });
}
