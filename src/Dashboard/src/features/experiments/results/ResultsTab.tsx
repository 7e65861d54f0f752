import { Group, Select, Stack, TextInput } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ExperimentResponse, ExperimentRunResponse } from '@/api/generated/api';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { fromLocalInput, toLocalInput } from '@/lib/localTime';
import { exactTime } from '@/lib/time';
import { resultsQuery } from '../api/results';
import { ShipButton } from '../experiment/ShipButton';
import type { ResultsPlace } from '../keys';
import { ExportMenu } from './ExportMenu';
import { Refresh } from './Refresh';
import { ResultsView } from './ResultsView';

const route = getRouteApi('/experiments/$key');

/** Of the run, and as of the instant, that the address names. */
export function ResultsTab({ experiment }: { experiment: ExperimentResponse }) {
  const search = route.useSearch();
  const number = Number(search.run);
  const run = experiment.runs.some((one) => one.number === number) ? number : undefined;
  const place: ResultsPlace = { experiment: experiment.key, run, asOf: fromLocalInput(search.as_of ?? '') };
  const results = useQuery({ ...resultsQuery(place), enabled: experiment.runs.length > 0 });
  if (experiment.runs.length === 0) {
    return (
      <EmptyState
        icon={<IconChartHistogram size={28} />}
        title="Nothing is measured yet"
        text="Results come once it has been started: health checks first, then what each metric says."
      />
    );
  }

  return (
    <Stack>
      <Toolbar runs={experiment.runs} place={place} />
      {results.data !== undefined ? (
        <ResultsView
          results={results.data}
          place={place}
          dimensions={experiment.dimensions}
          action={
            run === undefined &&
            place.asOf === undefined && <ShipButton experiment={experiment} decision={results.data.decision} />
          }
        />
      ) : results.isError ? (
        <ErrorState error={results.error} retry={() => void results.refetch()} />
      ) : (
        <LoadingRows rows={5} height={90} />
      )}
    </Stack>
  );
}

function Toolbar({ runs, place }: { runs: ExperimentRunResponse[]; place: ResultsPlace }) {
  const navigate = route.useNavigate();
  const change = (changed: { run?: string; as_of?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const last = runs.at(-1)?.number ?? 1;
  return (
    <Group align="flex-end" gap="sm">
      {runs.length > 1 && (
        <Select
          label="Run"
          data={runs.toReversed().map(({ number, started_at: start }) => ({
            value: String(number),
            label: `${number}${number === last ? ', the last' : ''}: from ${exactTime(start)}`,
          }))}
          value={String(place.run ?? last)}
          onChange={(next) => change({ run: next === String(last) ? undefined : (next ?? undefined), as_of: undefined })}
          allowDeselect={false}
          w={300}
        />
      )}
      <TextInput
        type="datetime-local"
        label="As of"
        description="Empty: the latest"
        value={toLocalInput(place.asOf)}
        onChange={(event) => change({ as_of: event.currentTarget.value || undefined })}
        max={toLocalInput(new Date().toISOString())}
      />
      <Refresh place={{ experiment: place.experiment, run: place.run }} />
      <ExportMenu place={place} />
    </Group>
  );
}
