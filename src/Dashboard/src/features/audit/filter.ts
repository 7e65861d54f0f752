import { getRouteApi } from '@tanstack/react-router';
import type { AuditFilter } from '@/api/audit';

export const route = getRouteApi('/audit');

/** The names in the page's address. */
export type AuditSearch = ReturnType<typeof route.useSearch>;

/** The API asks for the type of what a key names; without one, it is a flag's. */
export function typeOf(search: AuditSearch): string | undefined {
  return search.type ?? (search.key === undefined ? undefined : 'flag');
}

export function filterOf(search: AuditSearch): AuditFilter {
  return {
    actor: search.actor,
    action: search.action,
    environmentKey: search.env,
    entityType: typeOf(search),
    entityKey: search.key,
    from: search.from,
    to: search.to,
  };
}

const hour = 3_600_000;

/** How far back, in milliseconds; null: to the beginning. */
export const quickRanges: { label: string; length: number | null }[] = [
  { label: 'Last hour', length: hour },
  { label: 'Last 24 hours', length: 24 * hour },
  { label: 'Last 7 days', length: 7 * 24 * hour },
  { label: 'Last 30 days', length: 30 * 24 * hour },
  { label: 'All time', length: null },
];

/** To whole minutes, so that asking twice for the same range is the same question. */
export function rangeBack(length: number | null, now: number): { from: string | undefined; to: undefined } {
  const minute = 60_000;
  return {
    from: length === null ? undefined : new Date(Math.floor((now - length) / minute) * minute).toISOString(),
    to: undefined,
  };
}
