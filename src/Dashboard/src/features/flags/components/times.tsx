import type { FlagOverviewResponse } from '@/api/generated/api';
import { lastEvaluated } from '@/lib/stale';
import { exactTime, relativeTime } from '@/lib/time';

/** In a long table: one tooltip serves them all. */
export function HintedTime({ time }: { time: string }) {
  return (
    <time dateTime={time} data-hint={exactTime(time)}>
      {relativeTime(time, Date.now())}
    </time>
  );
}

/** In any environment, as far as servers saw it. */
export function LastEvaluated({ flag }: { flag: FlagOverviewResponse }) {
  const time = lastEvaluated(flag);
  return time === null ? (
    <span data-hint="No server has evaluated it. Evaluation inside your own processes is not seen.">never</span>
  ) : (
    <HintedTime time={time} />
  );
}
