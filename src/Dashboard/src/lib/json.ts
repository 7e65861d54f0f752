// Numbers in variants are kept as they were written, such as 12345678901234567890 or 1.0, which JavaScript's numbers cannot do.

/** A number that a JavaScript number would change; JSON.stringify writes it as it was. */
export interface ExactNumber {
  readonly rawJSON: string;
}

interface ExactJson {
  rawJSON?: (text: string) => ExactNumber;
}

const exact = JSON as ExactJson;

export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && Object.isFrozen(value) && 'rawJSON' in value;
}

/** For JSON.parse. Browsers that do not tell the source (before 2025) get plain numbers. */
export function keepExactNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined || exact.rawJSON === undefined) {
    return value;
  }

  return String(value) === context.source ? value : exact.rawJSON(context.source);
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a text is wholly a number as JSON writes one. */
export function isJsonNumber(text: string): boolean {
  return number.test(text);
}

/** @throws SyntaxError with the position. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepExactNumbers);
}

export function formatJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent) ?? '';
}

/** By what is written, whatever the order of an object's names. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part) && !isExactNumber(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}
