const form = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day (YYYY-MM-DD), such as "29 Mar 2026"; the same in every time zone. */
export function exactDay(day: string): string {
  return form.format(new Date(day));
}

/** Whether the day is over where the reader is. */
export function isPast(day: string, now = new Date()): boolean {
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return day < today;
}
