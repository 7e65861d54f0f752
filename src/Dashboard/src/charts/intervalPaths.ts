import type { Bar } from './scale';

/** A line with an end at each bound, and an arrow where there is none. */
export function whiskers({ from, to, isOpenLow, isOpenHigh }: Bar, y: number): string {
  const left = isOpenLow ? `M${from + 6},${y - 5} L${from},${y} L${from + 6},${y + 5}` : `M${from},${y - 6} V${y + 6}`;
  const right = isOpenHigh ? `M${to - 6},${y - 5} L${to},${y} L${to - 6},${y + 5}` : `M${to},${y - 6} V${y + 6}`;
  return `M${from},${y} H${to} ${left} ${right}`;
}

/** A block that is pointed where there is no bound. */
export function block({ from, to, isOpenLow, isOpenHigh }: Bar, y: number): string {
  const end = Math.max(to, from + 2);
  const left = isOpenLow ? `M${from + 8},${y - 5} L${from},${y} L${from + 8},${y + 5}` : `M${from},${y - 5} V${y + 5}`;
  const right = isOpenHigh ? `H${end - 8} L${end},${y} L${end - 8},${y - 5}` : `H${end} V${y - 5}`;
  return `${left} ${right} Z`;
}

/** About what was measured. */
export function diamond(x: number, y: number): string {
  return `M${x},${y - 7} l5,7 l-5,7 l-5,-7 z`;
}
