import { isExactNumber } from './json';

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * The new value, made of parts of the old one where these are the same, so that what shows them need not be drawn again. Does what TanStack
 * Query does by itself, which would make objects of exact numbers.
 */
export function withOldParts(old: unknown, next: unknown): unknown {
  if (Object.is(old, next)) {
    return old;
  }

  if (isExactNumber(old) && isExactNumber(next)) {
    return old.rawJSON === next.rawJSON ? old : next;
  }

  if (Array.isArray(old) && Array.isArray(next)) {
    const parts = next.map((part, at) => withOldParts(old[at], part));
    return old.length === next.length && parts.every((part, at) => Object.is(part, old[at])) ? old : parts;
  }

  if (isPlain(old) && isPlain(next)) {
    const parts = Object.entries(next).map(([name, part]) => [name, withOldParts(old[name], part)] as const);
    const isSame =
      Object.keys(old).length === parts.length &&
      parts.every(([name, part]) => Object.hasOwn(old, name) && Object.is(part, old[name]));
    return isSame ? old : Object.fromEntries(parts);
  }

  return next;
}
