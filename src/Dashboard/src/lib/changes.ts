import { isSameJson } from './json';

/** Per changed field what it held and holds, as the history tells it. */
export type Changes = Record<string, { old?: unknown; new?: unknown }>;

/** The fields of `next` that are not as in `old`. */
export function changesBetween(old: object, next: object): Record<string, { old: unknown; new: unknown }> {
  const before = old as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(next)
      .filter(([field, value]) => !isSameJson(before[field], value))
      .map(([field, value]) => [field, { old: before[field], new: value }]),
  );
}

// What tells a thing from its like: an update never has it.
const identities = ['key', 'email', 'hint'];

/** Whether a whole thing comes or goes, or some of its fields change. */
export function kindOf(changes: Changes): 'create' | 'update' | 'delete' {
  const all = Object.values(changes);
  if (!identities.some((field) => field in changes)) {
    return 'update';
  }
  if (all.every((change) => isNone(change.old))) {
    return 'create';
  }
  return all.every((change) => isNone(change.new)) ? 'delete' : 'update';
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined;
}
