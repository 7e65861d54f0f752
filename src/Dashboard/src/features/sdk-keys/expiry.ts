const day = 86_400_000;

/** How long a new key lives, as people choose it; "date": a day of their own. */
export const lives = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'date', label: 'At the end of a day …' },
] as const;

export type Life = (typeof lives)[number]['value'];

/**
 * @param date YYYY-MM-DD; the key works until that day ends where the reader is.
 * @returns null: never; undefined: no day is given yet.
 */
export function expiryOf(life: Life, date: string, now: number): string | null | undefined {
  if (life === 'never') {
    return null;
  }

  if (life !== 'date') {
    return new Date(now + Number(life) * day).toISOString();
  }

  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

export function isExpired(expiresAt: string | null, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}

/** When a replaced key stops: after the overlap, but never later than it would have anyway. */
export function endOfOverlap(expiresAt: string | null, overlapSeconds: number, now: number): string {
  const end = now + overlapSeconds * 1000;
  return new Date(expiresAt === null ? end : Math.min(end, Date.parse(expiresAt))).toISOString();
}
