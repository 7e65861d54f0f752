import { createContext, use } from 'react';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import type { Draft } from './draft';
import type { Locks } from './locks';

export interface SettingUp {
  /** As it is saved; null: it is new. */
  base: ExperimentResponse | null;
  environment: EnvironmentResponse;
  draft: Draft;
  change: (fields: Partial<Draft>) => void;
  /** Of something new. */
  newKey: string | null;
  setNewKey: (key: string | null) => void;
  /** What the server had against what was sent. */
  errors: FieldErrors;
  locks: Locks;
  /** The person may not change anything here. */
  readOnly: boolean;
}

export const SetUpContext = createContext<SettingUp | null>(null);

export function useSetUp(): SettingUp {
  const context = use(SetUpContext);
  if (context === null) {
    throw new Error('A step of the set-up stands within it.');
  }
  return context;
}
