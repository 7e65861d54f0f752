import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateHoldout } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateHoldout(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (holdout: CreateHoldout) => api.holdouts.create({ ...holdout, environment_key: environmentKey }),
    onSuccess: () => void renew(queryClient),
  });
}
