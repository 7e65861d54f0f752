import { useMemo, useState } from 'react';
import type { SegmentResponse } from '@/api/generated/api';
import { type Draft, draftOf, isChanged } from './draft';

export interface Editing {
  /** The version that the draft was begun on. */
  base: SegmentResponse;
  draft: Draft;
}

/** What is on the page: the segment as the server has it until somebody writes, then their draft, whatever the server tells meanwhile. */
export function useDraft(segment: SegmentResponse) {
  const [kept, setEditing] = useState<Editing | null>(null);
  const isDirty = useMemo(() => kept !== null && isChanged(kept.base, kept.draft), [kept]);
  const fresh = useMemo(() => ({ base: segment, draft: draftOf(segment) }), [segment]);
  const { base, draft } = isDirty && kept !== null ? kept : fresh;
  return {
    base,
    draft,
    isDirty,
    /** Somebody else saved after the draft was begun. */
    isOutdated: isDirty && base.version !== segment.version,
    change: (fields: Partial<Draft>) => setEditing({ base, draft: { ...draft, ...fields } }),
    replace: setEditing,
    discard: () => setEditing(null),
  };
}
