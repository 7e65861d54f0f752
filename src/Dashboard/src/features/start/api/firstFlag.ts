import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { FlagSummaryResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateFirstFlag(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (key: string) =>
      api.flags.create({
        key,
        environment_key: environmentKey,
        name: 'My first flag',
        description: 'Made on the page “Getting started”.',
        flag_type: 'boolean',
        is_enabled: true,
      }),
    onSuccess: () => renew(queryClient),
  });
}

export function useFlip(key: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (here: FlagSummaryResponse) =>
      api.flags.update(key, here.environment_key, { is_enabled: !here.is_enabled }, `"${here.version}"`),
    onSettled: () => renew(queryClient),
  });
}

export function useEvaluate(key: string, environmentKey: string) {
  return useMutation({ mutationFn: (userId: string) => api.evaluate.get(key, environmentKey, userId) });
}
