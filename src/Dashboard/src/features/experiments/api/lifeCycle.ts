import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { ExperimentResponse, StopRequest } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { experimentKey, resultsKeys } from '../keys';

type Step = { kind: 'start' } | { kind: 'archive' } | { kind: 'delete' } | ({ kind: 'stop' } & StopRequest);

interface Move {
  /** As it was when somebody decided: where the server has another version by now, the answer is 412. */
  experiment: ExperimentResponse;
  step: Step;
}

async function take({ experiment: { key, version }, step }: Move): Promise<ExperimentResponse | null> {
  const etag = `"${version}"`;
  switch (step.kind) {
    case 'start':
      return api.experiments.start(key, etag);
    case 'archive':
      return api.experiments.archive(key, etag);
    case 'delete':
      await api.experiments.delete(key, etag);
      return null;
    case 'stop':
      return api.experiments.stop(key, { ship_variant: step.ship_variant, conclusion: step.conclusion }, etag);
  }
}

/** From draft to archive. @param isHandled the caller shows what goes wrong */
export function useLifeCycle(isHandled = false) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: isHandled },
    mutationFn: take,
    onSuccess: (after, { experiment }) => {
      if (after !== null) {
        queryClient.setQueryData(experimentKey(after.key), after);
      }
      void queryClient.invalidateQueries({ queryKey: resultsKeys.all(experiment.key) });
      void renew(queryClient);
    },
  });
}
