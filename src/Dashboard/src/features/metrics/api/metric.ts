import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { metricKey } from '../keys';

export const metricQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: metricKey(key, environmentKey),
    queryFn: () => api.metrics.get(key, environmentKey),
    meta: { tellsGone: true },
  });
