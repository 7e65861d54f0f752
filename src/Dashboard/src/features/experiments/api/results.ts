import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { type ResultsPlace, resultsKeys } from '../keys';

/** As of an instant nothing changes any more but by late events; the latest is looked at again now and then. */
export const resultsQuery = (place: ResultsPlace) =>
  queryOptions({
    queryKey: resultsKeys.results(place),
    queryFn: () => api.results.get(place.experiment, place.run, place.asOf),
    refetchInterval: place.asOf === undefined ? 60_000 : false,
    meta: { tellsGone: true },
  });
