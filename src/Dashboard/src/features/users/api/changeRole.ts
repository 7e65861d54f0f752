import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { RoleRequest } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useChangeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: RoleRequest['role'] }) => api.auth.changeRole(id, { role }),
    onSettled: () => renew(queryClient),
  });
}
