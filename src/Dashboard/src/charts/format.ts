// Numbers and times as charts, their tables and their tooltips write them.

/** What stands where a number is not known: never 0, never nothing. */
export const unknown = '–';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const full = new Intl.NumberFormat('en', { minimumSignificantDigits: 4, maximumSignificantDigits: 4 });
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

/** Four significant digits, and no digit before the point is lost: 0.1234 or 12,346. */
export function numberText(value: Maybe): string {
  return isKnown(value) ? (Math.abs(value) >= 1000 ? whole : fine).format(value).replace('-', '−') : unknown;
}

/** The same with the zeros at the end, so that numbers in a column are written alike: 0.3900. */
export function measureText(value: Maybe): string {
  return isKnown(value) && value !== 0 && Math.abs(value) < 1000 ? full.format(value).replace('-', '−') : numberText(value);
}

/** Two significant digits, for what only its size matters of: 0.00012. */
export function smallText(value: Maybe): string {
  return isKnown(value) ? rough.format(value).replace('-', '−') : unknown;
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
