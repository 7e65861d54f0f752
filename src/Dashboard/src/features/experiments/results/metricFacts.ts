import type { MetricResult } from '@/api/generated/api';
import { countText, numberText } from '@/charts/format';

const kinds: Record<string, string> = {
  proportion: 'share of units that did it',
  count: 'events per unit',
  sum: 'sum of values per unit',
  mean: 'mean of values per event',
  ratio: 'ratio of two sums',
  quantile: 'quantile over units',
  retention: 'share of units that came back',
};

type Facts = Pick<MetricResult, 'key' | 'kind' | 'direction' | 'quantile' | 'window' | 'cap' | 'cuped_days'>;

/** What a metric measures and how, in a line. */
export function metricFacts({ key, kind, direction, quantile, window, cap, cuped_days: days }: Facts): string {
  return [
    key,
    quantile === null ? (kinds[kind] ?? kind) : `${numberText(quantile * 100)}th percentile over units`,
    direction === 'decrease' ? 'less is better' : 'more is better',
    windowInWords(window),
    cap === null || cap.value === null ? null : `cut at ${numberText(cap.value)} (${countText(cap.capped_units)} units above)`,
    days === null ? null : `variance reduced by ${days} days before the exposure`,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function windowInWords({ kind, hours, delay_hours: delay, mature_only: isMature }: MetricResult['window']): string | null {
  if (kind === 'none' || hours === null) {
    return delay > 0 ? `from ${hoursText(delay)} after the exposure` : null;
  }
  const of = kind === 'lookback' ? `the last ${hoursText(hours)} of the run` : `${hoursText(hours)} after the exposure`;
  return `${of}${delay > 0 ? `, beginning ${hoursText(delay)} later` : ''}${isMature ? ', only units whose time is over' : ''}`;
}

function hoursText(hours: number): string {
  return hours % 24 === 0 ? (hours === 24 ? '1 day' : `${hours / 24} days`) : `${numberText(hours)} hours`;
}
