import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';

export const sdkKeysQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: ['sdk-keys', environmentKey],
    queryFn: () => allPages((cursor) => api.sdkKeys.list(environmentKey, 200, cursor)),
  });
