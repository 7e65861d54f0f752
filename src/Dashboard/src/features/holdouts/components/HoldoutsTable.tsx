import { Table } from '@mantine/core';
import type { HoldoutResponse } from '@/api/generated/api';
import { KeyedName } from '@/components/KeyedName';
import { When } from '@/components/When';
import { WideTable } from '@/components/WideTable';
import { percentText } from '@/lib/percent';

export function HoldoutsTable({ holdouts }: { holdouts: HoldoutResponse[] }) {
  return (
    <WideTable label="Holdouts" minWidth={680} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Holdout</Table.Th>
          <Table.Th ta="right">Held out</Table.Th>
          <Table.Th>Of</Table.Th>
          <Table.Th ta="right">Flags</Table.Th>
          <Table.Th ta="right">Running experiments</Table.Th>
          <Table.Th>Changed</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {holdouts.map((holdout) => (
          <Table.Tr key={holdout.id}>
            <Table.Td maw={320}>
              <KeyedName to="/holdouts/$key" thing={holdout} />
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              {percentText(holdout.percentage)}
            </Table.Td>
            <Table.Td maw={160} style={{ overflowWrap: 'anywhere' }}>
              {holdout.bucket_by}
            </Table.Td>
            <Table.Td ta="right">{holdout.flags.length}</Table.Td>
            <Table.Td ta="right">{holdout.experiments.length}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <When time={holdout.updated_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
