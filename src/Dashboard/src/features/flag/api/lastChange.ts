import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';

/** Who changed the flag last, and when; a new question for each version. */
export const lastChangeQuery = (key: string, environmentKey: string, version: number) =>
  queryOptions({
    queryKey: ['audit', 'flag', key, environmentKey, { version }],
    queryFn: async () => {
      const page = await api.audit.listFlag(key, undefined, undefined, environmentKey, undefined, undefined, 1);
      return page.result[0] ?? null;
    },
  });
