import type { FlagResponse } from '@/api/generated/api';
import { type Changes, changesBetween } from '@/lib/changes';
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
  /** The fields that only they changed. */
  taken: FieldName[];
  /** The fields that both changed to the same. */
  same: FieldName[];
}

/** What happened to the fields since the base, on either side. */
export function compareSides(base: Fields, theirs: Fields, mine: Fields): Merge {
  const changedByMe = changedFields(base, mine);
  const changedByThem = Object.keys(changedFields(base, theirs)) as FieldName[];
  const both = changedByThem.filter((field) => field in changedByMe);
  const same = both.filter((field) => isSameJson(theirs[field], mine[field]));
  const conflicting = both.filter((field) => !same.includes(field));
  return {
    conflicts: conflicting.map((field) => ({ field, base: base[field], theirs: theirs[field], mine: mine[field] })),
    taken: changedByThem.filter((field) => !both.includes(field)),
    same,
  };
}

/** What became of the flag beside the fields of a draft: its switch and its archive act at once, and nobody's draft holds them. */
export function changesBeside(base: FlagResponse, theirs: FlagResponse): Changes {
  const { is_enabled, is_archived } = theirs;
  return changesBetween(base, { is_enabled, is_archived });
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
