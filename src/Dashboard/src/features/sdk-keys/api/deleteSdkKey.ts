import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

export function useDeleteSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.sdkKeys.delete(environmentKey, id),
    onSuccess: () => void renew(queryClient),
  });
}
