import type { ExperimentResponse } from '@/api/generated/api';

export interface ExperimentSearch {
  env?: string;
  status?: string;
  q?: string;
}

type Listed = Pick<ExperimentResponse, 'key' | 'name' | 'flag_key' | 'environment_key' | 'status' | 'hypothesis' | 'updated_at'>;

const order: Record<string, number> = { running: 0, draft: 1, stopped: 2, archived: 3 };

/** Running ones first, then drafts, then what is over; among them what changed last. The archived only when asked for. */
export function listed<T extends Listed>(experiments: readonly T[], { env, status, q = '' }: ExperimentSearch): T[] {
  const sought = q.trim().toLowerCase();
  return experiments
    .filter(
      (experiment) =>
        (env === undefined || experiment.environment_key === env) &&
        (status === undefined ? experiment.status !== 'archived' : experiment.status === status) &&
        `${experiment.key}\n${experiment.name}\n${experiment.flag_key}\n${experiment.hypothesis}`.toLowerCase().includes(sought),
    )
    .toSorted((a, b) => (order[a.status] ?? 9) - (order[b.status] ?? 9) || (a.updated_at < b.updated_at ? 1 : -1));
}
