import { isSameJson } from '@/lib/json';
import { changedFields, type FieldName, type Fields } from './fields';

export type Choice = 'mine' | 'theirs';

/** A field that both changed, and not to the same. */
export interface Conflict {
  field: FieldName;
  base: unknown;
  theirs: unknown;
  mine: unknown;
}

export interface Merge {
  conflicts: Conflict[];
  /** The fields that only they changed, or both to the same. */
  taken: FieldName[];
}

/** What happened to the fields since the base, on either side. */
export function compareSides(base: Fields, theirs: Fields, mine: Fields): Merge {
  const changedByMe = changedFields(base, mine);
  const changedByThem = Object.keys(changedFields(base, theirs)) as FieldName[];
  const conflicting = changedByThem.filter((field) => field in changedByMe && !isSameJson(theirs[field], mine[field]));
  return {
    conflicts: conflicting.map((field) => ({ field, base: base[field], theirs: theirs[field], mine: mine[field] })),
    taken: changedByThem.filter((field) => !conflicting.includes(field)),
  };
}

/** Their fields with what I changed on top, except where I chose theirs. Conflicts without a choice keep mine: nothing typed is lost. */
export function mergeFields(
  base: Fields,
  theirs: Fields,
  mine: Fields,
  choices: Partial<Record<FieldName, Choice>> = {},
): Fields {
  const kept = Object.entries(changedFields(base, mine)).filter(([field]) => choices[field as FieldName] !== 'theirs');
  return { ...theirs, ...Object.fromEntries(kept) };
}
