import { Alert } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useEnvironments } from '@/api/environments';
import { overviewQuery } from '@/api/overview';
import { ActionButton } from '@/components/ActionButton';
import { PageHeader } from '@/components/PageHeader';
import { ErrorState, LoadingRows } from '@/components/States';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { FlagListing } from './components/FlagListing';
import classes from './FlagsPage.module.css';
import type { Place } from './places';
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
        <FlagListing flags={overview.data ?? []} places={places} address={address} isNarrow={isNarrow} />
      )}
      {address.search.create !== undefined && denied === null && (
        <Suspense>
          <CreateFlagDialog places={places} onClose={() => address.change({ create: undefined })} />
        </Suspense>
      )}
    </div>
  );
}
