import { queryOptions } from '@tanstack/react-query';
import { api } from './api';

/** One flag in one environment. */
export const flagQuery = (key: string, environmentKey: string) =>
  queryOptions({
    queryKey: ['flags', key, environmentKey],
    queryFn: () => api.flags.get(key, environmentKey),
    meta: { tellsGone: true },
  });

const found = 50;

/** The first flags of an environment whose key or name holds these words; to choose one from. */
export const foundFlagsQuery = (environmentKey: string, words: string) =>
  queryOptions({
    queryKey: ['flags', { environmentKey, words }],
    queryFn: () => api.flags.list(environmentKey, words === '' ? undefined : words, undefined, undefined, false, found),
  });
