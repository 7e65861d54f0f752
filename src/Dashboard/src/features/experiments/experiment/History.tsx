import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery } from '@/api/audit';
import type { ExperimentResponse } from '@/api/generated/api';
import { AuditEntry, AuditList } from '@/components/AuditEntry';
import { LoadMore } from '@/components/LoadMore';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';

/** Who changed what of it. */
export function History({ experiment }: { experiment: ExperimentResponse }) {
  const history = useInfiniteQuery(
    auditQuery({ environmentKey: experiment.environment_key, entityType: 'experiment', entityKey: experiment.key }),
  );
  if (history.data === undefined) {
    return history.isError ? <ErrorState error={history.error} retry={() => void history.refetch()} /> : <LoadingRows />;
  }

  const entries = history.data.pages.flatMap((page) => page.result);
  return entries.length === 0 ? (
    <EmptyState icon={<IconHistory size={28} />} title="No history" text="Changes of this experiment will stand here." />
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
