import type { SegmentFields, SegmentResponse } from '@/api/generated/api';
import type { Changes } from '@/lib/changes';
import { isSameJson } from '@/lib/json';
import { addIds, isSameSet, without } from './ids';

/** What people write of a segment. */
export type Draft = Pick<SegmentResponse, 'name' | 'description' | 'included' | 'excluded' | 'when'>;

type Field = keyof Draft;

const texts = ['name', 'description', 'when'] as const;
const lists = ['included', 'excluded'] as const;

export type TextField = (typeof texts)[number];

export function draftOf({ name, description, included, excluded, when }: Draft): Draft {
  return { name, description, included, excluded, when };
}

function isSame(field: Field, a: Draft, b: Draft): boolean {
  return field === 'included' || field === 'excluded' ? isSameSet(a[field], b[field]) : isSameJson(a[field], b[field]);
}

function changedFields(base: Draft, draft: Draft): Field[] {
  return [...texts, ...lists].filter((field) => !isSame(field, base, draft));
}

export function isChanged(base: Draft, draft: Draft): boolean {
  return changedFields(base, draft).length > 0;
}

/** For PUT: what differs, and nothing else. */
export function fieldsOf(base: Draft, draft: Draft): SegmentFields {
  return Object.fromEntries(changedFields(base, draft).map((field) => [field, draft[field]]));
}

/** As the history would tell it: of the lists only who came and who went. */
export function changesOf(base: Draft, draft: Draft): Changes {
  return Object.fromEntries(
    changedFields(base, draft).map((field) => [
      field,
      field === 'included' || field === 'excluded'
        ? listChange(base[field], draft[field])
        : { old: base[field], new: draft[field] },
    ]),
  );
}

function listChange(old: string[], next: string[]) {
  return {
    old: { count: old.length, removed: without(old, next) },
    new: { count: next.length, added: without(next, old) },
  };
}

export interface Merged {
  /** Everything of both; where both wrote the same field differently, mine. */
  draft: Draft;
  /** The fields that both wrote differently, which somebody has to decide. */
  conflicts: TextField[];
}

/** Brings together what two people made of the same base. Ids never conflict: who was added by either is in, who was removed by either is out. */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merged {
  const conflicts = texts.filter(
    (field) => !isSame(field, base, mine) && !isSame(field, base, theirs) && !isSame(field, mine, theirs),
  );
  const text = <F extends TextField>(field: F): Draft[F] => (isSame(field, base, mine) ? theirs[field] : mine[field]);
  const list = (field: 'included' | 'excluded') => mergeIds(base[field], mine[field], theirs[field]);
  return {
    conflicts,
    draft: {
      name: text('name'),
      description: text('description'),
      when: text('when'),
      included: list('included'),
      excluded: list('excluded'),
    },
  };
}

function mergeIds(base: string[], mine: string[], theirs: string[]): string[] {
  return addIds(without(theirs, without(base, mine)), without(mine, base)).list;
}
