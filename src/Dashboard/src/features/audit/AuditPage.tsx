import { Stack, Title } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery } from '@/api/audit';
import type { AuditEntryResponse } from '@/api/generated/api';
import { AuditEntry, AuditList } from '@/components/AuditEntry';
import { LoadMore } from '@/components/LoadMore';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { dayInWords } from '@/lib/localTime';
import { AuditFilters } from './components/AuditFilters';
import { ExportMenu } from './components/ExportMenu';
import { RestoreButton } from './components/RestoreButton';
import { filterOf, route } from './filter';

export function AuditPage() {
  const filter = filterOf(route.useSearch());
  const query = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  const entries = query.data?.pages.flatMap((page) => page.result) ?? [];
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every change of every flag, segment, environment, SDK key and user: who, when and what."
      >
        <ExportMenu filter={filter} />
      </PageHeader>
      <Stack gap="lg">
        <AuditFilters />
        {query.isPending && <LoadingRows height={80} />}
        {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
        {query.isSuccess && entries.length === 0 && (
          <EmptyState
            icon={<IconHistory size={28} />}
            title="No such change"
            text="Nothing in the history matches the filter. Clear it, or choose a longer range."
          />
        )}
        {[...Map.groupBy(entries, (entry) => dayInWords(entry.created_at, Date.now()))].map(([day, ofDay]) => (
          <Day key={day} day={day} entries={ofDay} />
        ))}
        <LoadMore query={query} />
      </Stack>
    </>
  );
}

function Day({ day, entries }: { day: string; entries: AuditEntryResponse[] }) {
  return (
    <section aria-label={day}>
      <Title order={2} size="h5" mb="xs">
        {day}
      </Title>
      <AuditList>
        {entries.map((entry) => (
          <AuditEntry key={entry.id} entry={entry}>
            <RestoreButton entry={entry} />
          </AuditEntry>
        ))}
      </AuditList>
    </section>
  );
}
