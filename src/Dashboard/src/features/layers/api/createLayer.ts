import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateLayer } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateLayer(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (layer: CreateLayer) => api.layers.create({ ...layer, environment_key: environmentKey }),
    onSuccess: () => void renew(queryClient),
  });
}
