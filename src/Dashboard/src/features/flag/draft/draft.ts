import type { FlagResponse } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import { changedFields, type Fields, fieldsOf } from './fields';
import { compareSides, mergeFields } from './merge';
import { remainingErrors } from './refusals';

/** What is being written, and the version that it started from. */
export interface Draft {
  base: FlagResponse;
  fields: Fields;
  /** What the server had against it when it was last saved. */
  errors: FieldErrors;
  /** Grows with each refusal, so that the same one can be shown again. */
  refusals: number;
  /** What somebody has typed as a variant's value that is none yet, by the variant's key. */
  unreadable: ReadonlyMap<string, string>;
}

export type Action =
  | { kind: 'edit'; change: Partial<Fields> | ((fields: Fields) => Partial<Fields>) }
  | { kind: 'type'; variant: string; unreadable: string | null }
  | { kind: 'discard'; to: FlagResponse }
  | { kind: 'refuse'; errors: FieldErrors }
  /** The server has this now; unsaved changes stay on the version that they were made on. */
  | { kind: 'follow'; flag: FlagResponse }
  /** The same after a change of one's own that was none of the draft, such as the switch: goes on from there if nothing collides. */
  | { kind: 'rebase'; flag: FlagResponse }
  /** What was chosen where both sides had changed something. */
  | { kind: 'resolve'; flag: FlagResponse; fields: Fields };

export function startDraft(flag: FlagResponse): Draft {
  return { base: flag, fields: fieldsOf(flag), errors: {}, refusals: 0, unreadable: new Map() };
}

export function unsaved(draft: Draft): Partial<Fields> {
  return changedFields(fieldsOf(draft.base), draft.fields);
}

/** The variants whose values cannot be read as they are typed. */
export function unreadableVariants(draft: Draft): string[] {
  return draft.fields.variants.map((variant) => variant.key).filter((key) => draft.unreadable.has(key));
}

export function isDirty(draft: Draft): boolean {
  return Object.keys(unsaved(draft)).length > 0 || unreadableVariants(draft).length > 0;
}

export function reduce(draft: Draft, action: Action): Draft {
  switch (action.kind) {
    case 'edit': {
      const change = typeof action.change === 'function' ? action.change(draft.fields) : action.change;
      const fields = { ...draft.fields, ...change };
      return { ...draft, fields, errors: remainingErrors(draft.errors, draft.fields, fields) };
    }
    case 'type': {
      const unreadable = new Map(draft.unreadable);
      if (action.unreadable === null) {
        unreadable.delete(action.variant);
      } else {
        unreadable.set(action.variant, action.unreadable);
      }
      return { ...draft, unreadable };
    }
    case 'discard':
      return startDraft(action.to);
    case 'refuse':
      return { ...draft, errors: action.errors, refusals: draft.refusals + 1 };
    case 'follow':
      return action.flag.version <= draft.base.version || isDirty(draft) ? draft : startDraft(action.flag);
    case 'rebase':
      return rebase(draft, action.flag);
    case 'resolve':
      return { ...draft, base: action.flag, fields: action.fields, errors: {} };
  }
}

function rebase(draft: Draft, flag: FlagResponse): Draft {
  const [base, theirs] = [fieldsOf(draft.base), fieldsOf(flag)];
  const collides = compareSides(base, theirs, draft.fields).conflicts.length > 0;
  return flag.version < draft.base.version || collides
    ? draft
    : { ...draft, base: flag, fields: mergeFields(base, theirs, draft.fields) };
}
