import { Group, Stack, Switch, Text } from '@mantine/core';
import { IconArrowBackUp, IconHistory, IconLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { flagHistoryQuery } from '@/api/audit';
import { useEnvironments } from '@/api/environments';
import type { AuditEntryResponse, EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { AuditEntry, AuditList } from '@/components/AuditEntry';
import { LoadMore } from '@/components/LoadMore';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { useCopy } from '@/components/useCopy';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { denyRevert } from './planRevert';
import { RevertDialog } from './RevertDialog';

const route = getRouteApi('/flags/$key');

/** Who changed the flag, when and how; and the way back. */
export function HistoryTab({ flag }: { flag: FlagResponse }) {
  const [isEverywhere, setEverywhere] = useState(false);
  const [reverted, setReverted] = useState<AuditEntryResponse | null>(null);
  const chosen = route.useSearch().entry;
  const query = useInfiniteQuery(flagHistoryQuery(flag.key, isEverywhere ? undefined : flag.environment_key));
  const entries = query.data?.pages.flatMap((page) => page.result) ?? [];
  useSearchFor(chosen, entries, query);

  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Newest first. What is listed here cannot be changed; reverting adds another entry.
        </Text>
        <Switch
          label="All environments"
          checked={isEverywhere}
          onChange={(event) => setEverywhere(event.currentTarget.checked)}
        />
      </Group>
      {query.isPending && <LoadingRows height={80} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && (
        <EmptyState icon={<IconHistory size={28} />} title="No history here" text="Changes of this flag will appear here." />
      )}
      <AuditList>
        {entries.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} isChosen={entry.id === chosen}>
            <EntryActions entry={entry} onRevert={() => setReverted(entry)} />
          </AuditEntry>
        ))}
      </AuditList>
      <LoadMore query={query} />
      {reverted?.environment_key != null && (
        <RevertDialog entry={reverted} environmentKey={reverted.environment_key} onClose={() => setReverted(null)} />
      )}
    </Stack>
  );
}

/** The entry that the address names may stand on a later page. */
function useSearchFor(
  id: string | undefined,
  entries: AuditEntryResponse[],
  {
    hasNextPage,
    isFetching,
    isError,
    fetchNextPage,
  }: { hasNextPage: boolean; isFetching: boolean; isError: boolean; fetchNextPage: () => unknown },
) {
  const isMissing = id !== undefined && !entries.some((entry) => entry.id === id);
  useEffect(() => {
    if (isMissing && hasNextPage && !isFetching && !isError) {
      fetchNextPage();
    }
  }, [isMissing, hasNextPage, isFetching, isError, fetchNextPage]);
}

function EntryActions({ entry, onRevert }: { entry: AuditEntryResponse; onRevert: () => void }) {
  const user = useUser();
  const environment = useEnvironments().find((candidate) => candidate.key === entry.environment_key);
  const denied = denyRevert(entry) ?? denyHere(environment, (there) => denyChange(user, there));
  const navigate = route.useNavigate();
  const [isCopied, copy] = useCopy();
  return (
    <>
      <IconAction
        label={isCopied ? 'Link copied' : 'Copy a link to this entry'}
        onClick={() => {
          void navigate({ search: (before) => ({ ...before, entry: entry.id }), replace: true }).then(() => {
            void copy(window.location.href);
          });
        }}
      >
        <IconLink size={16} aria-hidden />
      </IconAction>
      <IconAction label="Revert this change" denied={denied} onClick={onRevert}>
        <IconArrowBackUp size={16} aria-hidden />
      </IconAction>
    </>
  );
}

function denyHere(environment: EnvironmentResponse | undefined, deny: (there: EnvironmentResponse) => string | null) {
  return environment === undefined ? 'Its environment is gone.' : deny(environment);
}
