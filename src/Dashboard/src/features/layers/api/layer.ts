import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { layerKey } from '../keys';

export const layerQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: layerKey(key, environmentKey),
    queryFn: () => api.layers.get(key, environmentKey),
    meta: { tellsGone: true },
  });
