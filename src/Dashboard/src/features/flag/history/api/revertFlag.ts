import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { FlagFields } from '@/api/generated/api';

/** The flag as it is now, whatever this page has shown so far. */
export const presentFlagQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: ['flags', key, environmentKey, 'present'],
    queryFn: () => api.flags.get(key, environmentKey),
    staleTime: 0,
    gcTime: 0,
  });

interface Write {
  key: string;
  environmentKey: string;
  fields: FlagFields;
  /** That these values are meant to replace. */
  version: number;
}

export function useWriteFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ key, environmentKey, fields, version }: Write) =>
      api.flags.update(key, environmentKey, fields, `"${version}"`),
    onSettled: () => {
      for (const first of ['flags', 'audit', 'overview']) {
        void queryClient.invalidateQueries({ queryKey: [first] }); // not waited for: the dialog closes first
      }
    },
  });
}
