import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';

export const flagQuery = (key: string, environmentKey: string) =>
  queryOptions({ queryKey: ['flags', key, environmentKey], queryFn: () => api.flags.get(key, environmentKey) });
