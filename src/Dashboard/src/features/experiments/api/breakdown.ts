import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { type ResultsPlace, resultsKeys } from '../keys';

export const breakdownQuery = (place: ResultsPlace, dimension: string, metric: string) =>
  queryOptions({
    queryKey: resultsKeys.breakdown(place, dimension, metric),
    queryFn: () => api.results.breakdown(place.experiment, dimension, metric, place.run),
    staleTime: 5 * 60_000, // it is computed when it is asked for
  });
