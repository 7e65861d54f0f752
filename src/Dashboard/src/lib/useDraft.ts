import { useMemo, useState } from 'react';

interface Parts<T, F, P> {
  /** As the server has it. */
  thing: T;
  /** As it is written on the page. */
  formOf: (thing: T) => F;
  /** For PUT: what of a form differs from the thing; empty: nothing does. */
  changedFields: (thing: T, form: F) => P;
}

export interface Draft<T, F, P> {
  /** The version that the form was begun on. */
  base: T;
  form: F;
  fields: P;
  isDirty: boolean;
  /** Somebody else saved after the form was begun. */
  isOutdated: boolean;
  change: (changed: Partial<F>) => void;
  /** Puts what was changed here on top of what others saved meanwhile. */
  rebase: () => void;
  discard: () => void;
}

/** A thing as the server has it until somebody writes, then their form, whatever the server tells meanwhile. The functions stay the same. */
export function useDraft<T extends { version: number }, F extends object, P extends object>({
  thing,
  formOf,
  changedFields,
}: Parts<T, F, P>): Draft<T, F, P> {
  const [kept, setKept] = useState<{ base: T; form: F } | null>(null);
  const fresh = useMemo(() => ({ base: thing, form: formOf(thing) }), [thing, formOf]);
  const fields = kept === null ? ({} as P) : changedFields(kept.base, kept.form);
  const isDirty = Object.keys(fields).length > 0;
  const { base, form } = kept !== null && (isDirty || kept.base.version === thing.version) ? kept : fresh;
  return {
    base,
    form,
    fields,
    isDirty,
    isOutdated: isDirty && base.version !== thing.version,
    change: (changed) => setKept({ base, form: { ...form, ...changed } }),
    rebase: () => setKept({ base: thing, form: formOf({ ...thing, ...fields }) }),
    discard: () => setKept(null),
  };
}
