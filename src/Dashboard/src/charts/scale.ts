// Positions of numbers in a picture.

export interface Scale {
  low: number;
  high: number;
  /** Round numbers within, in order. */
  ticks: number[];
}

/** Of all that is to be seen, with 0 and some room about it. What is null or not finite is left out. */
export function scaleOf(values: readonly (number | null | undefined)[], tickCount = 5): Scale {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const room = high === low ? 0.05 : (high - low) * 0.06;
  const from = low - (low < 0 || high === low ? room : 0);
  const to = high + (high > 0 || high === low ? room : 0);
  return { low: from, high: to, ticks: ticksIn(from, to, tickCount) };
}

type Bound = number | null | undefined;

/** The same of intervals and of what else is to be seen; with more room where an interval has no bound, so that it is seen to go on. */
export function scaleOfIntervals(intervals: readonly { low: Bound; high: Bound }[], others: readonly Bound[]): Scale {
  const seen = [...intervals.flatMap(({ low, high }) => [low, high]), ...others];
  const { low, high } = scaleOf(seen);
  const room = (high - low) / 4;
  const half = intervals.filter((interval) => isOpen(interval.low) !== isOpen(interval.high));
  return scaleOf([
    ...seen,
    half.some((interval) => isOpen(interval.low)) ? low - room : null,
    half.some((interval) => isOpen(interval.high)) ? high + room : null,
  ]);
}

function isOpen(bound: Bound): boolean {
  return bound === null || bound === undefined || !Number.isFinite(bound);
}

/** Multiples of 1, 2, 2.5 or 5 times a power of ten; at most `count` + 1. */
export function ticksIn(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5].find((part) => part * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  // Of whole steps, so that 0 is 0 and 0.3 not 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Where a number stands, from 0 to length; beyond the scale at its end. */
export function placeOf(value: number, { low, high }: Pick<Scale, 'low' | 'high'>, length: number): number {
  const share = (value - low) / (high - low);
  return Math.min(1, Math.max(0, share)) * length;
}

/** How an interval is drawn. A side without a bound goes to the edge, open. */
export interface Bar {
  from: number;
  to: number;
  isOpenLow: boolean;
  isOpenHigh: boolean;
}

/** null: there is nothing to draw, as neither side has a bound. */
export function barOf(low: Bound, high: Bound, scale: Scale, length: number): Bar | null {
  if (isOpen(low) && isOpen(high)) {
    return null;
  }
  return {
    from: isOpen(low) ? 0 : placeOf(low as number, scale, length),
    to: isOpen(high) ? length : placeOf(high as number, scale, length),
    isOpenLow: isOpen(low),
    isOpenHigh: isOpen(high),
  };
}
