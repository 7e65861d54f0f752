import { createContext, use } from 'react';
import type { FieldErrors } from '@/lib/fieldErrors';

/** What all parts of a condition's editor need to know. */
export interface Editing {
  environmentKey: string;
  errors: FieldErrors;
  readOnly: boolean;
  /** What the condition belongs to, and so cannot refer to. */
  exclude: { segment?: string; flag?: string };
  /** Names to propose. */
  attributes: string[];
}

export const EditingContext = createContext<Editing>({
  environmentKey: '',
  errors: {},
  readOnly: false,
  exclude: {},
  attributes: [],
});

export function useEditing(): Editing {
  return use(EditingContext);
}
