// Numbers and times as charts, their tables and their tooltips write them.

/** What stands where a number is not known: never 0, never nothing. */
export const unknown = '–';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

type Maybe = number | null | undefined;

function isKnown(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** 12,345 */
export function countText(value: Maybe): string {
  return isKnown(value) ? whole.format(value) : unknown;
}

/** 12.3K; for axes, where there is little room. */
export function compactText(value: Maybe): string {
  return isKnown(value) ? compact.format(value) : unknown;
}

/** Four significant digits, such as 0.1234 or 12,350. */
export function numberText(value: Maybe): string {
  return isKnown(value) ? fine.format(value).replace('-', '−') : unknown;
}

/** A share: 0.1234 is "12.3 %". @param digits after the point */
export function shareText(value: Maybe, digits = 1): string {
  return isKnown(value) ? `${(value * 100).toFixed(digits)}\u202f%` : unknown;
}

export type Interval = 'hour' | 'day';

const forms: Record<Interval, Intl.DateTimeFormat> = {
  // Counts are kept by UTC hours and days.
  hour: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
  day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
};

/** The beginning of an hour or day, in UTC: "3 Nov, 14:00" or "3 Nov". @param time RFC 3339 or YYYY-MM-DD */
export function timeText(time: string, interval: Interval): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : forms[interval].format(date);
}
