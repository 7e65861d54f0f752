import { Table, Text } from '@mantine/core';
import type { FlagExposuresResponse, Variant } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';
import { WideTable } from '@/components/WideTable';
import { countOf, sumOf } from './counts';

/** What each variant was given out in the time that the chart shows. */
export function VariantTotals({ usage, variants }: { usage: FlagExposuresResponse; variants: Variant[] }) {
  const all = sumOf(usage.totals, 'all');
  const known = new Set(variants.map((variant) => variant.key));
  return usage.totals.length === 0 ? null : (
    <WideTable label="Evaluations by variant, in total" minWidth={420}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Variant</Table.Th>
          <Table.Th ta="right">One by one</Table.Th>
          <Table.Th ta="right">In bulk</Table.Th>
          <Table.Th ta="right">Share of both</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {usage.totals.map((total) => (
          <Table.Tr key={total.variant}>
            <Table.Td maw={360} style={{ overflowWrap: 'anywhere' }}>
              <Text span size="sm" ff="monospace">
                {total.variant}
              </Text>
              {!known.has(total.variant) && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  (not a variant any more)
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right">{countText(total.single)}</Table.Td>
            <Table.Td ta="right">{countText(total.bulk)}</Table.Td>
            <Table.Td ta="right">{all === 0 ? shareText(null) : shareText(countOf(total, 'all') / all)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
