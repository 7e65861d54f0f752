import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

export function useRotateSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
      api.sdkKeys.rotate(environmentKey, id, { overlap_seconds: overlapSeconds }),
    onSuccess: () => void renew(queryClient),
  });
}
