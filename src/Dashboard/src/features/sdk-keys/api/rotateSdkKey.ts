import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { sdkKeysKey } from '../keys';

export function useRotateSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
      api.sdkKeys.rotate(environmentKey, id, { overlap_seconds: overlapSeconds }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sdkKeysKey(environmentKey) }),
  });
}
