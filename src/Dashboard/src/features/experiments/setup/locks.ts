import type { ExperimentResponse } from '@/api/generated/api';
import { isSameJson } from '@/lib/json';
import { type Draft, draftOf } from './draft';

type Status = ExperimentResponse['status'];

/** Which parts cannot be changed any more. */
export interface Locks {
  /** The flag and how it is judged. */
  judging: boolean;
  /** Whom it gives what. */
  dealing: boolean;
}

export function locksOf(status: Status | undefined): Locks {
  const isOver = status === 'stopped' || status === 'archived';
  return { judging: status === 'running' || isOver, dealing: isOver };
}

const dealing = ['arms', 'control', 'traffic_percentage', 'when', 'salt', 'layer', 'holdout', 'dimensions'] as const;

/** What saving does to the units of an experiment that runs. */
export type Effect = 'none' | 'more_traffic' | 'new_run';

export function effectOf(base: ExperimentResponse | null, draft: Draft): Effect {
  if (base === null || base.status !== 'running') {
    return 'none';
  }

  const before = draftOf(base);
  const changed = dealing.filter((name) => !isSameJson(before[name], draft[name]));
  if (changed.length === 0) {
    return 'none';
  }
  const isOnlyTraffic = changed.length === 1 && changed[0] === 'traffic_percentage';
  return isOnlyTraffic && draft.traffic_percentage > before.traffic_percentage ? 'more_traffic' : 'new_run';
}
