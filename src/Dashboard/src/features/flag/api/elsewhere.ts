import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';

/** The environments that have the flag; none: there is no such flag at all. */
export const elsewhereQuery = (key: string) =>
  queryOptions({
    queryKey: ['flags', key, { elsewhere: true }],
    queryFn: async () => {
      const { environments } = await api.promotion.compare(key);
      return environments.filter(({ flag }) => flag !== null).map(({ environment_key }) => environment_key);
    },
  });
