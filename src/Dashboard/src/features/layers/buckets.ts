import type { LayerRange, LayerResponse } from '@/api/generated/api';

/** How many buckets a layer has. */
export const allBuckets = 10_000;

/** A part of the bar: buckets in a row that one experiment owns, or nobody. */
export interface Part extends LayerRange {
  /** Its place among the layer's owners; null: it is free. */
  owner: number | null;
}

/** The whole layer from the first bucket to the last. */
export function partsOf({ owners, free_ranges: free }: Pick<LayerResponse, 'owners' | 'free_ranges'>): Part[] {
  const owned = owners.flatMap(({ ranges }, owner) => ranges.map((range): Part => ({ ...range, owner })));
  return [...owned, ...free.map((range): Part => ({ ...range, owner: null }))].sort((a, b) => a.start - b.start);
}

const number = new Intl.NumberFormat('en');

/** First and last bucket of each range: "0 to 2,499 and 5,000". */
export function rangesInWords(ranges: readonly LayerRange[]): string {
  const words = ranges.map(({ start, end }) =>
    end - start === 1 ? number.format(start) : `${number.format(start)} to ${number.format(end - 1)}`,
  );
  return words.length < 2 ? (words[0] ?? 'none') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
