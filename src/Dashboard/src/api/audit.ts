import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './api';
import type { AuditEntryResponse, Page } from './generated/api';
import { nextCursor } from './pages';

/** Which part of the history; what is absent does not restrict. */
export interface AuditFilter {
  actor?: string;
  action?: string;
  environmentKey?: string;
  entityType?: string;
  entityKey?: string;
  /** RFC 3339. */
  from?: string;
  to?: string;
}

const pageSize = 50;

export function listAudit(filter: AuditFilter, limit: number, cursor?: string): Promise<Page<AuditEntryResponse[]>> {
  const { entityType, entityKey, actor, action, environmentKey, from, to } = filter;
  return api.audit.list(entityType, entityKey, actor, action, environmentKey, from, to, limit, cursor);
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) => listAudit(filter, pageSize, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
  });

/** @param environmentKey absent: in all environments. */
export const flagHistoryQuery = (key: string, environmentKey?: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'flag', key, environmentKey ?? null],
    queryFn: ({ pageParam }) =>
      api.audit.listFlag(key, undefined, undefined, environmentKey, undefined, undefined, pageSize, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
  });
