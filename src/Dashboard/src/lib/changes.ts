import { isSameJson } from './json';

/** The fields of `next` that are not as in `old`. */
export function changesBetween(old: object, next: object): Record<string, { old: unknown; new: unknown }> {
  const before = old as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(next)
      .filter(([field, value]) => !isSameJson(before[field], value))
      .map(([field, value]) => [field, { old: before[field], new: value }]),
  );
}
