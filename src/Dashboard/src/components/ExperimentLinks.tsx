import { Badge, Table, Text } from '@mantine/core';
import type { ExperimentResponse } from '@/api/generated/api';
import { ExperimentLink } from './ExperimentLink';
import { WideTable } from './WideTable';

/** Experiments that have to do with something. @param role what it is for in each; absent: nothing is said of it */
export function ExperimentLinks({
  label,
  experiments,
  role,
}: {
  label: string;
  experiments: ExperimentResponse[];
  role?: (experiment: ExperimentResponse) => string;
}) {
  return (
    <WideTable label={label} minWidth={360}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Experiment</Table.Th>
          {role !== undefined && <Table.Th>As</Table.Th>}
          <Table.Th>Status</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {experiments.map((experiment) => (
          <Table.Tr key={experiment.key}>
            <Table.Td maw={420}>
              <ExperimentLink experimentKey={experiment.key} size="sm">
                <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                  {experiment.name}
                </Text>
              </ExperimentLink>
              <Text size="xs" c="dimmed" ff="monospace" truncate>
                {experiment.key}
              </Text>
            </Table.Td>
            {role !== undefined && <Table.Td>{role(experiment)}</Table.Td>}
            <Table.Td>
              <Badge variant="default" tt="capitalize">
                {experiment.status}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
