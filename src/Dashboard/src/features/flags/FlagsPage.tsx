import { Alert, Button, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArchive, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { useEnvironments } from '@/api/environments';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import { ActionButton } from '@/components/ActionButton';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { FlagCards } from './components/FlagCards';
import { FlagFilters } from './components/FlagFilters';
import { FlagTable } from './components/FlagTable';
import classes from './FlagsPage.module.css';
import { filterFlags, sortFlags } from './filter';
import type { Place } from './places';
import { useFlagActions } from './useFlagActions';
import { useFlagSearch } from './useFlagSearch';

const CreateFlagDialog = lazy(() => import('./create/CreateFlagDialog').then((file) => ({ default: file.CreateFlagDialog })));

export function FlagsPage() {
  const user = useUser();
  const environments = useEnvironments();
  const places = useMemo<Place[]>(
    () => environments.map((environment) => ({ environment, denied: denyChange(user, environment) })),
    [environments, user],
  );
  const address = useFlagSearch();
  const isArchived = address.search.archived === 'true';
  const overview = useQuery(overviewQuery(isArchived));
  const archived = useQuery({ ...overviewQuery(true), enabled: !isArchived && overview.data?.length === 0 });
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const denied = places.some((place) => place.denied === null)
    ? null
    : (places[0]?.denied ?? 'There is no environment yet: create one first.');

  if (overview.data?.length === 0 && archived.data?.length === 0 && address.search.create === undefined) {
    return <Navigate to="/start" replace />;
  }

  return (
    <div className={isNarrow ? undefined : classes.page}>
      <PageHeader title="Flags" description="Every flag, and how it stands in each environment">
        <ActionButton
          denied={denied}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => address.change({ create: '1' })}
          aria-keyshortcuts="c"
        >
          Create flag
        </ActionButton>
      </PageHeader>
      {address.search.create !== undefined && denied !== null && (
        <Alert
          color="orange"
          mb="md"
          role="status"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => address.change({ create: undefined })}
        >
          {denied}
        </Alert>
      )}
      {overview.isPending ? (
        <LoadingRows rows={8} height={56} />
      ) : overview.isError && overview.data === undefined ? (
        <ErrorState error={overview.error} retry={() => void overview.refetch()} />
      ) : (
        <Listing flags={overview.data ?? []} places={places} address={address} isNarrow={isNarrow} />
      )}
      {address.search.create !== undefined && denied === null && (
        <Suspense>
          <CreateFlagDialog places={places} onClose={() => address.change({ create: undefined })} />
        </Suspense>
      )}
    </div>
  );
}

interface ListingProps {
  flags: FlagOverviewResponse[];
  places: Place[];
  address: ReturnType<typeof useFlagSearch>;
  isNarrow: boolean;
}

function Listing({ flags, places, address, isNarrow }: ListingProps) {
  const actions = useFlagActions();
  const search = useDeferredValue(address.search);
  const environments = useMemo(() => places.map((place) => place.environment), [places]);
  const sorted = useMemo(() => sortFlags(flags, search.sort), [flags, search.sort]);
  const found = useMemo(
    () =>
      filterFlags(
        sorted,
        search,
        environments.map((environment) => environment.key),
        Date.now(),
      ),
    [sorted, search, environments],
  );

  return (
    <>
      <FlagFilters
        flags={flags}
        environments={environments}
        search={address.search}
        text={address.text}
        onText={address.setText}
        onChange={address.change}
        isNarrow={isNarrow}
      />
      <Text size="sm" c="dimmed" className={`numbers ${classes.count}`} role="status">
        {countOf(found.length, flags.length, address.search.archived === 'true')}
      </Text>
      {found.length === 0 ? (
        <NothingFound isArchived={flags.length === 0} onClear={address.clear} />
      ) : isNarrow ? (
        <FlagCards flags={found} places={places} actions={actions} />
      ) : (
        <FlagTable
          flags={found}
          places={places}
          actions={actions}
          sort={address.search.sort ?? 'name'}
          onSort={(sort) => address.change({ sort: sort === 'name' ? undefined : sort })}
        />
      )}
    </>
  );
}

function countOf(found: number, all: number, isArchived: boolean): string {
  const flags = `${all.toLocaleString('en')} ${isArchived ? 'archived ' : ''}flag${all === 1 ? '' : 's'}`;
  return found === all ? flags : `${found.toLocaleString('en')} of ${flags}`;
}

function NothingFound({ isArchived, onClear }: { isArchived: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={isArchived ? <IconArchive size={28} /> : <IconFilterOff size={28} />}
      title={isArchived ? 'No flags here' : 'No flag matches'}
      text={
        isArchived
          ? 'Flags that are archived in all environments that have them stand apart.'
          : 'Change the search or take filters away.'
      }
    >
      <Button variant="default" onClick={onClear}>
        Show all flags
      </Button>
    </EmptyState>
  );
}
