import { Progress, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEnvironments } from '@/api/environments';
import type { ExperimentResponse, ExperimentResults } from '@/api/generated/api';
import { countText } from '@/charts/format';
import { PageLink } from '@/components/links';
import { WideTable } from '@/components/WideTable';
import { resultsQuery } from '../api/results';
import { ToneBadge } from '../components/ToneBadge';
import { daysRunning } from '../lifeTime';
import { daysText } from '../results/numbers';
import { decisionWords, statusWords } from '../words/verdicts';

export function ExperimentsTable({ experiments }: { experiments: ExperimentResponse[] }) {
  return (
    <WideTable label="Experiments" minWidth={860} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Experiment</Table.Th>
          <Table.Th>Verdict</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">Running</Table.Th>
          <Table.Th ta="right">Units</Table.Th>
          <Table.Th>Flag</Table.Th>
          <Table.Th>Environment</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {experiments.map((experiment) => (
          <Row key={experiment.id} experiment={experiment} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ experiment }: { experiment: ExperimentResponse }) {
  const environment = useEnvironments().find(({ key }) => key === experiment.environment_key);
  const hasStarted = experiment.runs.length > 0;
  const results = useQuery({ ...resultsQuery({ experiment: experiment.key }), enabled: hasStarted, refetchInterval: false });
  return (
    <Table.Tr>
      <Table.Td maw={340}>
        <PageLink to="/experiments/$key" params={{ key: experiment.key }} fw={600} size="sm">
          <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {experiment.name}
          </Text>
        </PageLink>
        <Text size="xs" c="dimmed" ff="monospace" truncate>
          {experiment.key}
        </Text>
      </Table.Td>
      <Table.Td miw={200}>
        <Verdict experiment={experiment} results={results.data} isPending={hasStarted && results.isPending} />
      </Table.Td>
      <Table.Td miw={110}>
        <ToneBadge words={statusWords(experiment.status)} size="sm" />
      </Table.Td>
      <Table.Td ta="right">{hasStarted ? daysText(daysRunning(experiment, Date.now())) : 'not started'}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        <Units results={results.data} planned={experiment.planned_units} />
      </Table.Td>
      <Table.Td maw={160}>
        <PageLink to="/flags/$key" params={{ key: experiment.flag_key }} search={{ env: experiment.environment_key }} size="sm">
          <Text inherit span truncate display="block">
            {experiment.flag_key}
          </Text>
        </PageLink>
      </Table.Td>
      <Table.Td>{environment?.name ?? experiment.environment_key}</Table.Td>
    </Table.Tr>
  );
}

function Verdict({
  experiment: { shipped_variant: shipped, runs },
  results,
  isPending,
}: {
  experiment: ExperimentResponse;
  results: ExperimentResults | undefined;
  isPending: boolean;
}) {
  if (shipped !== null) {
    return (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {shipped} was shipped
      </Text>
    );
  }
  if (results === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {runs.length === 0 ? 'none before it starts' : isPending ? 'reading results' : 'no results'}
      </Text>
    );
  }
  return <ToneBadge size="sm" words={decisionWords(results)} text={results.decision.because[0] ?? ''} />;
}

function Units({ results, planned }: { results: ExperimentResults | undefined; planned: number | null }) {
  if (results === undefined) {
    return planned === null ? 'no plan' : `${countText(planned)} planned`;
  }
  const { units } = results.progress;
  return (
    <>
      {countText(units)}
      {planned !== null && (
        <>
          {' '}
          of {countText(planned)}
          <Progress mt={4} size="xs" value={Math.min(100, (units / planned) * 100)} aria-label="Units of the plan" />
        </>
      )}
    </>
  );
}
