import type { ComparisonResult, ResultsEngine } from '@/api/generated/api';
import { measureText, shareText, smallText, unknown } from '@/charts/format';

// Numbers of results as people read them. null is "–" here; where it stands, the page says why.

type Maybe = number | null | undefined;

/** "+3.2 %", "−1.4 %", "0.0 %". */
export function liftText(lift: Maybe): string {
  return signed(lift, (size) => shareText(size, size < 0.001 && size > 0 ? 2 : 1));
}

function signed(value: Maybe, write: (size: number) => string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return unknown;
  }
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${write(Math.abs(value))}`;
}

/** An interval of lifts; a side without a bound says so. */
export function liftRange(low: Maybe, high: Maybe): string {
  return range(low, high, liftText);
}

type Level = Pick<ResultsEngine, 'alpha' | 'sequence_alpha' | 'look_at'>;

/** How sure an interval is: "95 %". */
export function levelText(alpha: number): string {
  return shareText(1 - alpha, 1).replace('.0', '');
}

/** The interval of a lift that may be believed now: before the one look of the plan only that which holds at any number of looks. */
export function heldRange(
  { relative, sequential }: Pick<ComparisonResult, 'relative' | 'sequential'>,
  { alpha, sequence_alpha, look_at }: Level,
): string {
  return sequential !== null && look_at === null
    ? `${levelText(sequence_alpha)} at any look: ${liftRange(sequential.rel_ci_low, sequential.rel_ci_high)}`
    : `${levelText(alpha)}: ${liftRange(relative?.ci_low, relative?.ci_high)}`;
}

function range(low: Maybe, high: Maybe, write: (value: Maybe) => string): string {
  const [from, to] = [low, high].map(write);
  if (from === unknown && to === unknown) {
    return 'no bounds';
  }
  return from === unknown ? `up to ${to}` : to === unknown ? `from ${from}` : `${from} to ${to}`;
}

/** "< 0.001", "0.032", "> 0.999". */
export function pText(p: Maybe): string {
  if (p === null || p === undefined || !Number.isFinite(p)) {
    return unknown;
  }
  return p < 0.001 ? '< 0.001' : p > 0.999 && p < 1 ? '> 0.999' : p === 1 ? '1' : p.toFixed(3);
}

/** A chance is never certain: "> 99.9 %". */
export function chanceText(chance: Maybe): string {
  if (chance === null || chance === undefined || !Number.isFinite(chance)) {
    return unknown;
  }
  return chance > 0.999 ? `> ${shareText(0.999)}` : chance < 0.001 ? `< ${shareText(0.001)}` : shareText(chance);
}

/** Metrics whose unit value is 0 or 1. */
export function isShare(kind: string): boolean {
  return kind === 'proportion' || kind === 'retention';
}

/** What the number of an arm is called. */
export function meanName(kind: string): string {
  return isShare(kind) ? 'Share' : kind === 'ratio' ? 'Ratio' : kind === 'quantile' ? 'Quantile' : 'Mean';
}

/** A mean in the metric's unit: of shares as percent. */
export function meanText(mean: Maybe, kind: string): string {
  return isShare(kind) ? shareText(mean, 2) : measureText(mean);
}

/** A difference in the metric's unit: of shares in percentage points. */
export function diffText(diff: Maybe, kind: string): string {
  return signed(diff, (size) => (isShare(kind) ? `${(size * 100).toFixed(2)}\u202fpp` : measureText(size)));
}

export function diffRange(low: Maybe, high: Maybe, kind: string): string {
  return range(low, high, (value) => diffText(value, kind));
}

export function meanRange(low: Maybe, high: Maybe, kind: string): string {
  return range(low, high, (value) => meanText(value, kind));
}

/** What a wrong choice costs on average, in the metric's unit; less than a ten-thousandth of the control's mean is no more than that. */
export function lossText(loss: Maybe, kind: string, baseline: Maybe): string {
  if (!isShare(kind) || loss === null || loss === undefined) {
    const least = Math.abs(baseline ?? 0) / 10_000;
    return typeof loss === 'number' && loss > 0 && loss < least ? `< ${smallText(least)}` : smallText(loss);
  }
  const points = loss * 100;
  return points > 0 && points < 0.001 ? '< 0.001\u202fpp' : `${points.toFixed(3)}\u202fpp`;
}

/** "less than a day", "1 day", "12 days". */
export function daysText(days: Maybe): string {
  if (days === null || days === undefined || !Number.isFinite(days)) {
    return unknown;
  }
  const full = Math.floor(days);
  return full < 1 ? 'less than a day' : full === 1 ? '1 day' : `${full} days`;
}
