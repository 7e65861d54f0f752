import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { sdkKeysKey } from '../keys';

export function useDeleteSdkKey(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.sdkKeys.delete(environmentKey, id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sdkKeysKey(environmentKey) }),
  });
}
