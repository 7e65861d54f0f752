import type { ExperimentResponse } from '@/api/generated/api';
import type { Denied } from '@/lib/permissions';

type Using = Pick<ExperimentResponse, 'key' | 'name' | 'status' | 'metrics'>;

/** The experiments that measure with it. */
export function usersOf<T extends Using>(key: string, experiments: readonly T[]): T[] {
  return experiments.filter(({ metrics }) => metrics.some(({ metric }) => metric === key));
}

function named(experiments: readonly Using[]): string {
  return experiments.map(({ name }) => `“${name}”`).join(', ');
}

/** Why what it measures may not change now; null: it may. */
export function lockOf(key: string, experiments: readonly Using[]): Denied {
  const running = usersOf(key, experiments).filter(({ status }) => status === 'running');
  if (running.length === 0) {
    return null;
  }

  const [verb, until] = running.length === 1 ? ['runs and measures', 'it is'] : ['run and measure', 'they are'];
  return `${named(running)} ${verb} with it. Until ${until} stopped, only name and description can change, so that results mean the same from start to end.`;
}

/** Why it may not be deleted now; null: it may. */
export function keptBy(key: string, experiments: readonly Using[]): Denied {
  const kept = usersOf(key, experiments).filter(({ status }) => status !== 'archived');
  return kept.length === 0
    ? null
    : `${named(kept)} measure${kept.length === 1 ? 's' : ''} with it. Archive or change ${kept.length === 1 ? 'it' : 'them'} first.`;
}
