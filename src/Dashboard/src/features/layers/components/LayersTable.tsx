import { Table } from '@mantine/core';
import type { LayerResponse } from '@/api/generated/api';
import { KeyedName } from '@/components/KeyedName';
import { When } from '@/components/When';
import { WideTable } from '@/components/WideTable';
import { percentText } from '@/lib/percent';
import { BucketBar } from './BucketBar';

export function LayersTable({ layers }: { layers: LayerResponse[] }) {
  return (
    <WideTable label="Layers" minWidth={720} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Layer</Table.Th>
          <Table.Th>Buckets by</Table.Th>
          <Table.Th ta="right">Running</Table.Th>
          <Table.Th ta="right">Free</Table.Th>
          <Table.Th w={180}>Buckets</Table.Th>
          <Table.Th>Changed</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {layers.map((layer) => (
          <Table.Tr key={layer.id}>
            <Table.Td maw={320}>
              <KeyedName to="/layers/$key" thing={layer} />
            </Table.Td>
            <Table.Td maw={160} style={{ overflowWrap: 'anywhere' }}>
              {layer.bucket_by}
            </Table.Td>
            <Table.Td ta="right">{layer.owners.length}</Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              {percentText(layer.free_percentage)}
            </Table.Td>
            <Table.Td>
              <BucketBar layer={layer} isSmall />
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <When time={layer.updated_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
