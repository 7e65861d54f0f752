import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { RoleRequest } from '@/api/generated/api';
import { usersQuery } from './users';

export function useChangeRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: RoleRequest['role'] }) => api.auth.changeRole(id, { role }),
    onSettled: () => queryClient.invalidateQueries(usersQuery),
  });
}
