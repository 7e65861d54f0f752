import { isExactNumber, isJsonNumber, parseJson } from '@/lib/json';

/** What a text says, or why it is no value. */
export type Reading = { value: unknown } | { fault: string };

/** A number of JSON, kept as it is written. */
export function readNumber(text: string): Reading {
  return isJsonNumber(text.trim()) ? { value: parseJson(text.trim()) } : { fault: 'A number such as 12, -0.5 or 1e6.' };
}

export function readObject(text: string): Reading {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value)
      ? { value }
      : { fault: 'A JSON object: { … }.' };
  } catch (fault) {
    return { fault: `Not JSON yet: ${fault instanceof Error ? fault.message : 'it cannot be read.'}` };
  }
}
