import { createContext, use } from 'react';
import type { FlagResponse } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import type { Denied } from '@/lib/permissions';
import type { Fields } from './fields';

/** The draft, for everything on the page that shows or edits it. */
export interface DraftView {
  /** The flag as it was saved, at the version on which the draft is made. */
  base: FlagResponse;
  fields: Fields;
  edit: (change: Partial<Fields> | ((fields: Fields) => Partial<Fields>)) => void;
  errors: FieldErrors;
  /** Texts that are no values yet, by the key of their variant. */
  unreadable: ReadonlyMap<string, string>;
  keepUnreadable: (variant: string, text: string | null) => void;
  /** After a change of one's own that acts at once, beside the draft. */
  rebase: (flag: FlagResponse) => void;
  denied: Denied;
}

export const DraftContext = createContext<DraftView | null>(null);

export function useDraftView(): DraftView {
  const view = use(DraftContext);
  if (view === null) {
    throw new Error('There is a draft on the flag page only.');
  }

  return view;
}
