import { Table } from '@mantine/core';
import type { TimeseriesPoint } from '@/api/generated/api';
import { WideTable } from '@/components/WideTable';
import { exactTime } from '@/lib/time';
import { chanceText, liftRange, liftText, pText } from './numbers';

/** The lifts of a chart as text. */
export function TimeseriesTable({ points }: { points: TimeseriesPoint[] }) {
  return (
    <WideTable label="Lift over time" minWidth={640} maxHeight={360} striped stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Up to</Table.Th>
          <Table.Th ta="right">Lift</Table.Th>
          <Table.Th ta="right">At any look</Table.Th>
          <Table.Th ta="right">For one look</Table.Th>
          <Table.Th ta="right">p at any look</Table.Th>
          <Table.Th ta="right">Chance to win</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.map((point) => (
          <Table.Tr key={point.as_of}>
            <Table.Th scope="row" fw={400}>
              {exactTime(point.as_of)}
            </Table.Th>
            <Table.Td ta="right">{orUnknown(point.lift, liftText)}</Table.Td>
            <Table.Td ta="right">{liftRange(point.seq_rel_ci_low, point.seq_rel_ci_high)}</Table.Td>
            <Table.Td ta="right">{liftRange(point.rel_ci_low, point.rel_ci_high)}</Table.Td>
            <Table.Td ta="right">{orUnknown(point.seq_p, pText)}</Table.Td>
            <Table.Td ta="right">{orUnknown(point.chance_to_win, chanceText)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function orUnknown(value: number | null, write: (value: number) => string): string {
  return value === null ? 'unknown' : write(value);
}
