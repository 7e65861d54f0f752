import type { ExperimentResponse } from '@/api/generated/api';

type Runs = Pick<ExperimentResponse, 'runs'>;

/** Days of the last run, to now or to its end; null: it has not been started. */
export function daysRunning({ runs }: Runs, now: number): number | null {
  const last = runs.at(-1);
  return last === undefined
    ? null
    : ((last.ended_at === null ? now : Date.parse(last.ended_at)) - Date.parse(last.started_at)) / 86_400_000;
}
