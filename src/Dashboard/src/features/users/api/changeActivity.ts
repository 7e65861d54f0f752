import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

export function useChangeActivity() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isActive }: { id: string; isActive: boolean }) => api.auth.changeActivity(id, { is_active: isActive }),
    onSettled: () => renew(queryClient),
  });
}
