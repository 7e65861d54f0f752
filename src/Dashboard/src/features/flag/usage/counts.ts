import type { FlagExposuresResponse, VariantExposures } from '@/api/generated/api';
import { timeText } from '@/charts/format';
import type { Row } from '@/charts/SeriesChart';

export const ways = [
  { value: 'all', label: 'All' },
  { value: 'single', label: 'One by one' },
  { value: 'bulk', label: 'In bulk' },
] as const;

/** Which evaluations are counted: all, those of the flag alone, or those together with all flags of its environment. */
export type Way = (typeof ways)[number]['value'];

export function wayOf(name: string | undefined): Way {
  return ways.find(({ value }) => value === name)?.value ?? 'all';
}

export function countOf({ single, bulk }: VariantExposures, way: Way): number {
  return way === 'single' ? single : way === 'bulk' ? bulk : single + bulk;
}

export function sumOf(variants: readonly VariantExposures[], way: Way): number {
  return variants.reduce((sum, variant) => sum + countOf(variant, way), 0);
}

/** For the chart; none where nothing was counted. */
export function rowsOf({ series, totals, interval }: FlagExposuresResponse, way: Way): Row[] {
  return sumOf(totals, way) === 0
    ? []
    : series.map(({ at, variants }) => ({
        at: timeText(at, interval === 'hour' ? 'hour' : 'day'),
        values: Object.fromEntries(variants.map((variant) => [variant.variant, countOf(variant, way)])),
      }));
}
