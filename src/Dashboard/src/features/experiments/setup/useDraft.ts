import { useMemo, useState } from 'react';
import type { ExperimentResponse } from '@/api/generated/api';
import { isSameJson } from '@/lib/json';
import { type Draft, draftOf, newDraft } from './draft';

interface Kept {
  /** What the draft was begun on; null: it is new. */
  base: ExperimentResponse | null;
  draft: Draft;
}

/** What is on the page: the experiment as the server has it until somebody writes, then their draft, whatever the server tells meanwhile. */
export function useDraft(experiment: ExperimentResponse | null) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [newKey, setNewKey] = useState<string | null>(null);
  const fresh = useMemo<Kept>(
    () => ({ base: experiment, draft: experiment === null ? newDraft : draftOf(experiment) }),
    [experiment],
  );
  const isDirty = useMemo(
    () => kept !== null && !isSameJson(kept.draft, kept.base === null ? newDraft : draftOf(kept.base)),
    [kept],
  );
  const { base, draft } = isDirty && kept !== null ? kept : fresh;
  return {
    base,
    draft,
    isDirty,
    newKey,
    setNewKey,
    // Of what is there then: a flag's variants come some time after it was chosen.
    change: (fields: Partial<Draft>) =>
      setKept((old) => {
        const now = old !== null && isDirty ? old : fresh;
        return { base: now.base, draft: { ...now.draft, ...fields } };
      }),
    discard: () => setKept(null),
  };
}
