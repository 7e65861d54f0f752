import { formatJson, isJsonNumber, parseJson } from '@/lib/json';

/** What a condition compares with: a text, a number (kept as it was written), true or false. */
export type Scalar = unknown;

function isOtherThanText(text: string): boolean {
  return text === 'true' || text === 'false' || isJsonNumber(text);
}

const quoted = /^".*"$/s;

/** What somebody means who types this: 5 is a number, true is true; what stands in quotes, such as "5", and all else is a text. */
export function scalarOf(typed: string): Scalar {
  return isOtherThanText(typed) ? parseJson(typed) : textOf(typed);
}

/** The text itself, or what stands in its quotes. */
export function textOf(typed: string): string {
  return quoted.test(typed) && typed.length > 1 ? typed.slice(1, -1) : typed;
}

/** Its characters, without quotes. */
export function scalarText(value: Scalar): string {
  return typeof value === 'string' ? value : formatJson(value, 0);
}

/** Texts in quotes, so that the text "5" and the number 5 differ. */
export function scalarInWords(value: Scalar): string {
  return typeof value === 'string' ? `"${value}"` : formatJson(value, 0);
}

export function kindOf(value: Scalar): 'text' | 'number' | 'boolean' | 'other' {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    default:
      return isJsonNumber(formatJson(value, 0)) ? 'number' : 'other';
  }
}

/** The other thing that these characters can be: 5 and "5", true and "true"; null where there is none. */
export function otherReading(value: Scalar): Scalar | null {
  if (typeof value !== 'string') {
    return scalarText(value);
  }

  return isOtherThanText(value) ? parseJson(value) : null;
}

/** Of typed or pasted ids, which may hold commas: one per line where there are lines, else per comma or tab. */
export function splitIds(text: string): string[] {
  return /[\r\n]/.test(text)
    ? text
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : splitValues(text);
}

/** Of typed or pasted text: one value per line and, unless commas may belong to values, per comma. What stands in quotes stays whole. */
export function splitValues(text: string, keepCommas = false): string[] {
  return text
    .split(/[\r\n\t]+/)
    .map((line) => line.trim())
    .flatMap((line) => (keepCommas || (quoted.test(line) && line.indexOf('"', 1) === line.length - 1) ? [line] : line.split(',')))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
