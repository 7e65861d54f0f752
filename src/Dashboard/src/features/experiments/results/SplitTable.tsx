import { Table, Text } from '@mantine/core';
import type { SplitHealth, VariantResult } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';
import { WideTable } from '@/components/WideTable';
import { weightText, whole } from '@/lib/percent';

type Arm = Pick<VariantResult, 'key' | 'weight' | 'is_control'>;

/** How many units each arm has, and should have. */
export function SplitTable({ variants, split }: { variants: Arm[]; split: Pick<SplitHealth, 'observed' | 'expected'> }) {
  return (
    <WideTable label="Units per arm" minWidth={420} withRowBorders={false} verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Arm</Table.Th>
          <Table.Th ta="right">Weight</Table.Th>
          <Table.Th ta="right">Units</Table.Th>
          <Table.Th ta="right">Expected</Table.Th>
          <Table.Th ta="right">Off by</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variants.map(({ key, weight, is_control: isControl }, at) => (
          <Table.Tr key={key}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {key}
              {isControl && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  control
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right">{weightText(Math.min(whole, weight))}</Table.Td>
            <Table.Td ta="right">{countText(split.observed[at])}</Table.Td>
            <Table.Td ta="right">{countText(split.expected[at])}</Table.Td>
            <Table.Td ta="right">{offBy(split.observed[at], split.expected[at])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function offBy(observed: number | undefined, expected: number | undefined): string {
  if (observed === undefined || expected === undefined) {
    return 'unknown';
  }
  if (expected === 0) {
    return observed === 0 ? 'nothing' : 'should have none';
  }
  const share = (observed - expected) / expected;
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${shareText(Math.abs(share))}`;
}
