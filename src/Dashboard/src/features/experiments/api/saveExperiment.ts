import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateExperiment, ExperimentFields, ExperimentResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { experimentKey } from '../keys';

export interface Saving {
  /** What it was made on; null: it is new. Where the server has another version by now, the answer is 412. */
  base: ExperimentResponse | null;
  key: string;
  environmentKey: string;
  fields: ExperimentFields;
}

/** Creates a draft, or saves changes. */
export function useSaveExperiment() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ base, key, environmentKey, fields }: Saving) =>
      base === null
        ? api.experiments.create({ ...fields, key, environment_key: environmentKey } as CreateExperiment)
        : api.experiments.update(base.key, fields, `"${base.version}"`),
    onSuccess: (experiment) => {
      queryClient.setQueryData(experimentKey(experiment.key), experiment);
      void renew(queryClient);
    },
  });
}
