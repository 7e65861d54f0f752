import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery } from '@/api/audit';
import { AuditEntry, AuditList } from './AuditEntry';
import { LoadMore } from './LoadMore';
import { EmptyState, ErrorState, LoadingRows } from './States';

interface Props {
  environmentKey: string;
  /** As the history names it, such as "metric". */
  type: string;
  entityKey: string;
}

/** The changes of one thing of an environment, latest first. */
export function EntityHistory({ environmentKey, type, entityKey }: Props) {
  const history = useInfiniteQuery(auditQuery({ environmentKey, entityType: type, entityKey }));
  if (history.data === undefined) {
    return history.isError ? <ErrorState error={history.error} retry={() => void history.refetch()} /> : <LoadingRows />;
  }

  const entries = history.data.pages.flatMap((page) => page.result);
  return entries.length === 0 ? (
    <EmptyState icon={<IconHistory size={28} />} title="No history" text={`Changes of this ${type} will stand here.`} />
  ) : (
    <>
      <AuditList>
        {entries.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} />
        ))}
      </AuditList>
      <LoadMore query={history} />
    </>
  );
}
