import { Table, Text } from '@mantine/core';
import type { ExperimentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { KeyedName } from '@/components/KeyedName';
import { When } from '@/components/When';
import { WideTable } from '@/components/WideTable';
import { countedInWords, kindWords } from '@/lib/metricWords';
import { usersOf } from '../use';

interface Props {
  metrics: MetricDefinitionResponse[];
  /** Of the environment; undefined: not known yet. */
  experiments: ExperimentResponse[] | undefined;
}

export function MetricsTable({ metrics, experiments }: Props) {
  return (
    <WideTable label="Metrics" minWidth={760} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Metric</Table.Th>
          <Table.Th>What it counts</Table.Th>
          <Table.Th>Better</Table.Th>
          <Table.Th ta="right">Experiments</Table.Th>
          <Table.Th>Changed</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {metrics.map((metric) => (
          <Table.Tr key={metric.id}>
            <Table.Td maw={280}>
              <KeyedName to="/metrics/$key" thing={metric} />
            </Table.Td>
            <Table.Td maw={380}>
              <Text size="sm">{kindWords[metric.kind].name}</Text>
              <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                {countedInWords(metric)}
              </Text>
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{metric.direction === 'decrease' ? 'less' : 'more'}</Table.Td>
            <Table.Td ta="right">{experiments === undefined ? '' : usersOf(metric.key, experiments).length}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <When time={metric.updated_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
