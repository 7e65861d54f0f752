import type { AuditEntryResponse, FlagFields, FlagResponse } from '@/api/generated/api';
import { type Changes, changesBetween } from '@/lib/changes';
import { fieldName } from '@/lib/fieldWords';
import { isSameJson } from '@/lib/json';

/** What taking back one change of the history would do to the flag as it is now. */
export interface RevertPlan {
  /** For PUT: the values before that change, of the fields that it changed. */
  fields: FlagFields;
  /** From now to then; empty: nothing is left to take back. */
  changes: Changes;
  /** Names of fields that somebody has changed again since. */
  changedSince: string[];
}

// All that PUT takes.
const writable: Record<keyof FlagFields, true> = {
  name: true,
  description: true,
  flag_type: true,
  is_enabled: true,
  rollout_percentage: true,
  value_type: true,
  variants: true,
  off_variant: true,
  bucket_by: true,
  salt: true,
  targets: true,
  prerequisites: true,
  rules: true,
  default_serve: true,
  client_visible: true,
  tags: true,
  owner: true,
  purpose: true,
  expires_on: true,
  is_archived: true,
};

/** Why an entry cannot be taken back at all; null: it can. */
export function denyRevert(entry: Pick<AuditEntryResponse, 'action'>): string | null {
  switch (entry.action) {
    case 'create':
      return 'This made the flag: there is nothing before it. Delete the flag instead.';
    case 'delete':
      return 'This deleted the flag. The audit page can restore it.';
    default:
      return null;
  }
}

export function planRevert(entry: Pick<AuditEntryResponse, 'changes'>, present: FlagResponse): RevertPlan {
  const changed = Object.entries(entry.changes).filter(([field]) => field in writable);
  const fields: FlagFields = Object.fromEntries(changed.map(([field, change]) => [field, change.old]));
  return {
    fields,
    changes: changesBetween(present, fields),
    changedSince: changed
      .filter(([field, change]) => !isSameJson(present[field as keyof FlagResponse], change.new))
      .map(([field]) => fieldName(field)),
  };
}
