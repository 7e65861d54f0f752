import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { allPages } from '@/api/pages';
import { sdkKeysKey } from '../keys';

export const sdkKeysQuery = (environmentKey: string) =>
  queryOptions({
    queryKey: sdkKeysKey(environmentKey),
    queryFn: () => allPages((cursor) => api.sdkKeys.list(environmentKey, 200, cursor)),
  });
