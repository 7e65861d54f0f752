import { Group, Text } from '@mantine/core';
import { IconFlask, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironments } from '@/api/environments';
import { PageButton } from '@/components/links';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { experimentsQuery } from './api/experiments';
import { ExperimentFilters } from './list/ExperimentFilters';
import { ExperimentsTable } from './list/ExperimentsTable';
import { type ExperimentSearch, listed } from './list/filter';

const route = getRouteApi('/experiments');

export function ExperimentsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Verdicts change as results are computed in the background, which nothing tells of.
  const experiments = useQuery({ ...experimentsQuery, refetchInterval: 60_000 });
  const change = (changed: Partial<ExperimentSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const found = experiments.data === undefined ? [] : listed(experiments.data, search);
  return (
    <>
      <PageHeader title="Experiments" description="Compare variants of a flag by what people then do, and ship what is better.">
        <SetUpButton env={search.env} />
      </PageHeader>
      {experiments.isPending && <LoadingRows />}
      {experiments.isError && experiments.data === undefined && (
        <ErrorState error={experiments.error} retry={() => void experiments.refetch()} />
      )}
      {experiments.data?.length === 0 && <NoExperiments env={search.env} />}
      {experiments.data !== undefined && experiments.data.length > 0 && (
        <>
          <Group mb="sm">
            <ExperimentFilters search={search} onChange={change} />
          </Group>
          {found.length > 0 ? (
            <ExperimentsTable experiments={found} />
          ) : (
            <Text c="dimmed" size="sm" ta="center" py="lg">
              No experiment matches. {search.status === undefined && 'Archived ones are shown when you choose that status.'}
            </Text>
          )}
        </>
      )}
    </>
  );
}

function SetUpButton({ env }: { env: string | undefined }) {
  return (
    <PageButton to="/set-up-experiment" search={{ env }} leftSection={<IconPlus size={16} aria-hidden />}>
      Set up an experiment
    </PageButton>
  );
}

function NoExperiments({ env }: { env: string | undefined }) {
  const hasEnvironments = useEnvironments().length > 0;
  return (
    <EmptyState
      icon={<IconFlask size={28} />}
      title="No experiments yet"
      text="An experiment deals the variants of a flag at random and counts what each group then does. So you learn whether a change makes things better, instead of guessing: was it the change, the season, or chance?"
    >
      {hasEnvironments ? <SetUpButton env={env} /> : <PageButton to="/environments">Create an environment first</PageButton>}
    </EmptyState>
  );
}
