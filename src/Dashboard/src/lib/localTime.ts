// What <input type="datetime-local"> holds: "2026-11-23T09:30", in the reader's own time zone.

const two = (number: number) => String(number).padStart(2, '0');

/** @param time RFC 3339; anything else: empty. */
export function toLocalInput(time: string | undefined): string {
  const date = new Date(time ?? '');
  return Number.isNaN(date.getTime())
    ? ''
    : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** undefined: nothing was entered. */
export function fromLocalInput(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** "Today", "Yesterday" or such as "Monday, 23 November 2026". */
export function dayInWords(time: string, now: number): string {
  const date = new Date(time);
  const isOn = (when: Date) => date.toDateString() === when.toDateString();
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return isOn(new Date(now)) ? 'Today' : isOn(yesterday) ? 'Yesterday' : day.format(date);
}
