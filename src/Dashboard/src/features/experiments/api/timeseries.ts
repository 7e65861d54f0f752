import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import { type ResultsPlace, resultsKeys } from '../keys';

export const timeseriesQuery = (place: ResultsPlace, metric: string, treatment: string) =>
  queryOptions({
    queryKey: resultsKeys.timeseries(place, metric, treatment),
    queryFn: () => api.results.timeseries(place.experiment, place.run, metric, treatment),
  });
