import type { AuditEntryResponse, CreateFlag, CreateSegment } from '@/api/generated/api';

/** What makes a deleted thing again, as it was; null: it is none that can be. */
export type Restore = { type: 'flag'; body: CreateFlag } | { type: 'segment'; body: CreateSegment };

/** Fields of a flag that only experiments and holdouts write. */
const writtenByOthers = ['experiment', 'holdout'];

export function planRestore(entry: AuditEntryResponse): Restore | null {
  if (entry.action !== 'delete' || entry.environment_key === null) {
    return null;
  }

  // The history tells the whole of what was deleted, in the fields that creating takes.
  const fields = Object.fromEntries(
    Object.entries(entry.changes)
      .filter(([field]) => !writtenByOthers.includes(field))
      .map(([field, change]) => [field, change.old]),
  );
  const body = { ...fields, environment_key: entry.environment_key };
  switch (entry.entity_type) {
    case 'flag':
      return { type: 'flag', body: body as CreateFlag };
    case 'segment':
      return { type: 'segment', body: body as unknown as CreateSegment };
    default:
      return null;
  }
}
