import { Table, Text } from '@mantine/core';
import { useEnvironments } from '@/api/environments';
import type { ExperimentResponse } from '@/api/generated/api';
import { countText } from '@/charts/format';
import { PageLink } from '@/components/links';
import { WideTable } from '@/components/WideTable';
import { StatusBadge } from '../components/StatusBadge';
import { daysRunning } from '../lifeTime';
import { daysText } from '../results/numbers';
import { Verdict } from './Verdict';

export function ExperimentsTable({ experiments }: { experiments: ExperimentResponse[] }) {
  return (
    <WideTable label="Experiments" minWidth={860} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Experiment</Table.Th>
          <Table.Th>Verdict</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right" style={{ whiteSpace: 'nowrap' }}>
            Ran for
          </Table.Th>
          <Table.Th ta="right">Planned units</Table.Th>
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
  const days = daysRunning(experiment, Date.now());
  return (
    <Table.Tr>
      <Table.Td maw={{ base: 200, sm: 340 }}>
        <PageLink to="/experiments/$key" params={{ key: experiment.key }} fw={600} size="sm">
          <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {experiment.name}
          </Text>
        </PageLink>
        <Text size="xs" c="dimmed" ff="monospace" truncate>
          {experiment.key}
        </Text>
      </Table.Td>
      <Table.Td miw={200} maw={280}>
        <Verdict of={experiment} />
      </Table.Td>
      <Table.Td miw={110}>
        <StatusBadge status={experiment.status} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {days === null ? 'not started' : daysText(days)}
      </Table.Td>
      <Table.Td ta="right">{experiment.planned_units === null ? 'no plan' : countText(experiment.planned_units)}</Table.Td>
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
