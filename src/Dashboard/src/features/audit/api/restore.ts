import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';
import type { Restore } from '../planRestore';

/** Makes again what was deleted. */
export function useRestore() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (restore: Restore): Promise<void> => {
      await (restore.type === 'flag' ? api.flags.create(restore.body) : api.segments.create(restore.body));
    },
    onSuccess: () => void renew(queryClient),
  });
}
