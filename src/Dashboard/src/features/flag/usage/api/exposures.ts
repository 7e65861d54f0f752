import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { beginningOf, type Interval, type RangeName } from '../range';

/** Counts move without any change that the server would tell of. */
const renewEvery = 60_000;

export const exposuresQuery = (key: string, environmentKey: string, range: RangeName, interval: Interval) =>
  queryOptions({
    queryKey: ['flags', key, environmentKey, 'exposures', range, interval],
    queryFn: () => api.flags.exposures(key, environmentKey, beginningOf(range, interval, Date.now()), undefined, interval),
    refetchInterval: renewEvery,
    placeholderData: keepPreviousData,
  });
