/** All of a rollout: weights are parts of it. */
export const whole = 100_000;

/** 25 000 → 25; exact to three decimals. */
export function percentOf(weight: number): number {
  return weight / 1_000;
}

/** 12.345 → 12 345; what is finer is rounded. */
export function weightOf(percent: number): number {
  return Math.round(percent * 1_000);
}

/** What somebody types as a share, in parts of the whole: a plain decimal from 0 to 100, at most three places, "%" or not; null: it is none. */
export function weightTyped(text: string): number | null {
  const typed = text.trim().match(/^(\d+\.?\d{0,3}|\.\d{1,3})\s*%?$/)?.[1];
  const weight = typed === undefined ? null : weightOf(Number(typed));
  return weight !== null && weight <= whole ? weight : null;
}

/** A share of a rollout, such as "12.5 %". */
export function weightText(weight: number): string {
  return percentText(percentOf(weight));
}

/** Such as "12.5 %", with a narrow space that does not break. */
export function percentText(percent: number): string {
  return `${percent.toLocaleString('en', { maximumFractionDigits: 3, useGrouping: false })}\u202f%`;
}
