import { whole } from './percent';

/** Equal shares; what does not divide goes to the first ones. */
export function evenly(count: number): number[] {
  return shares(
    whole,
    Array.from({ length: count }, () => 1),
  );
}

/** Whole numbers that sum to the total, as near to the proportions as can be; remainders go to the largest fractions, then to the first. */
export function shares(total: number, proportions: readonly number[]): number[] {
  const sum = proportions.reduce((all, part) => all + part, 0);
  if (proportions.length === 0) {
    return [];
  }

  if (sum === 0) {
    return shares(
      total,
      proportions.map(() => 1),
    );
  }

  // Products of whole numbers are exact here, so that equal fractions are seen to be equal.
  const result = proportions.map((part) => Math.floor((total * part) / sum));
  const missing = total - result.reduce((all, part) => all + part, 0);
  const byFraction = proportions.map((part, index) => ({ index, fraction: (total * part) % sum }));
  byFraction.sort((a, b) => b.fraction - a.fraction || a.index - b.index);
  for (const { index } of byFraction.slice(0, missing)) {
    result[index] = (result[index] ?? 0) + 1;
  }

  return result;
}

/** What one of the weights can be made, as the locked ones leave it: without another one to give or take, only what they leave. */
export function reachOf(
  weights: readonly number[],
  index: number,
  locked: ReadonlySet<number> = new Set(),
): { least: number; most: number } {
  const others = weights.map((_, i) => i).filter((i) => i !== index);
  const kept = others.reduce((all, i) => (locked.has(i) ? all + (weights[i] ?? 0) : all), 0);
  const most = Math.max(0, whole - kept);
  return { least: others.every((i) => locked.has(i)) ? most : 0, most };
}

/**
 * The weights with one of them changed: the others give or take in proportion to what they have, so that all still sum to the whole.
 * Locked ones keep what they have; the changed one gets no more than those leave.
 */
export function withWeight(
  weights: readonly number[],
  index: number,
  weight: number,
  locked: ReadonlySet<number> = new Set(),
): number[] {
  const others = weights.map((_, i) => i).filter((i) => i !== index && !locked.has(i));
  const { least, most: free } = reachOf(weights, index, locked);
  const own = Math.min(Math.max(least, Math.round(weight)), free);
  const given = shares(
    free - own,
    others.map((i) => weights[i] ?? 0),
  );
  return weights.map((part, i) => (i === index ? own : locked.has(i) ? part : (given[others.indexOf(i)] ?? 0)));
}

/** The weights without one of them; the others take its share in proportion. */
export function withoutWeight(weights: readonly number[], index: number): number[] {
  return shares(
    whole,
    weights.filter((_, i) => i !== index),
  );
}
