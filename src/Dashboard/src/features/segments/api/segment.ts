import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { segmentKey } from '../keys';

/** One segment with all its ids. */
export const segmentQuery = (key: string, environmentKey: string) =>
  queryOptions({ queryKey: segmentKey(key, environmentKey), queryFn: () => api.segments.get(key, environmentKey) });
