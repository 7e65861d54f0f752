import { type AuditFilter, listAudit } from '@/api/audit';
import type { AuditEntryResponse } from '@/api/generated/api';
import { nextCursor } from '@/api/pages';
import { toCsv } from '@/lib/csv';
import { formatJson } from '@/lib/json';

const header = ['id', 'time', 'actor', 'action', 'entity_type', 'entity_key', 'environment', 'field', 'old', 'new'];

/** One row per changed field. */
export function auditCsv(entries: readonly AuditEntryResponse[]): string {
  const rows = entries.flatMap((entry) => {
    const about = [
      entry.id,
      entry.created_at,
      entry.user_email,
      entry.action,
      entry.entity_type,
      entry.entity_key,
      entry.environment_key ?? '',
    ];
    const changes = Object.entries(entry.changes).map(([field, change]) => [
      ...about,
      field,
      plain(change.old),
      plain(change.new),
    ]);
    return changes.length === 0 ? [[...about, '', '', '']] : changes;
  });
  return toCsv([header, ...rows]);
}

function plain(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : formatJson(value, 0);
}

/** All that the filter selects, newest first; throws when cancelled. */
export async function loadAll(filter: AuditFilter, signal: AbortSignal, onProgress: (count: number) => void) {
  const entries: AuditEntryResponse[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(filter, 200, cursor);
    signal.throwIfAborted();
    entries.push(...page.result);
    onProgress(entries.length);
    cursor = nextCursor(page);
  } while (cursor !== undefined);
  return entries;
}
