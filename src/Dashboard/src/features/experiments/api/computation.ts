import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { ComputationProgress } from '@/api/generated/api';
import { type ResultsPlace, resultsKeys } from '../keys';

const betweenLooks = 700;

export function isAtWork(progress: ComputationProgress | undefined): boolean {
  return progress?.state === 'queued' || progress?.state === 'running';
}

/** How far the computation is; asked again and again while it goes on. */
export const progressQuery = (place: ResultsPlace) =>
  queryOptions({
    queryKey: resultsKeys.progress(place),
    queryFn: () => api.results.progress(place.experiment, place.run),
    refetchInterval: (query) => (isAtWork(query.state.data) ? betweenLooks : false),
    staleTime: 0,
  });

/** Has the results computed anew, in the background. */
export function useCompute(place: ResultsPlace) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.results.compute(place.experiment, place.run),
    onSuccess: (progress) => queryClient.setQueryData(resultsKeys.progress(place), progress),
  });
}
