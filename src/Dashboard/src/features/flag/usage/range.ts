export type Interval = 'hour' | 'day';

const day = 24; // hours

interface Range {
  label: string;
  /** In hours. */
  length: number;
  /** How finely it can be shown, the usual way first: the server counts at most 744 intervals at once. */
  intervals: readonly [Interval, ...Interval[]];
}

export const ranges = {
  '24h': { label: 'Last 24 hours', length: day, intervals: ['hour'] },
  '7d': { label: 'Last 7 days', length: 7 * day, intervals: ['hour', 'day'] },
  '30d': { label: 'Last 30 days', length: 30 * day, intervals: ['day', 'hour'] },
  '90d': { label: 'Last 90 days', length: 90 * day, intervals: ['day'] },
  '365d': { label: 'Last year', length: 365 * day, intervals: ['day'] },
} as const satisfies Record<string, Range>;

export type RangeName = keyof typeof ranges;

/** What the page's address asks for, made valid. @param by "hour" or "day"; the range's usual one where it cannot be that. */
export function rangeOf(name = '30d', by?: string): { name: RangeName; interval: Interval; intervals: readonly Interval[] } {
  const known = Object.hasOwn(ranges, name) ? (name as RangeName) : '30d';
  const intervals: readonly [Interval, ...Interval[]] = ranges[known].intervals;
  return { name: known, interval: intervals.find((interval) => interval === by) ?? intervals[0], intervals };
}

const hour = 3_600_000;

/** When the first of its intervals begins or goes on; the last one is that of now. */
export function beginningOf(name: RangeName, interval: Interval, now: number): string {
  const { length } = ranges[name];
  return new Date(now - (length - (interval === 'day' ? day : 1)) * hour).toISOString();
}
