import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { LayerFields, LayerResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { layerKey } from '../keys';

/** Where the server has another version than the base by now, the answer is 412. */
export function useSaveLayer(base: LayerResponse) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (fields: LayerFields) => api.layers.update(base.key, base.environment_key, fields, `"${base.version}"`),
    onSuccess: (layer) => {
      queryClient.setQueryData(layerKey(layer.key, layer.environment_key), layer);
      void renew(queryClient);
    },
  });
}
