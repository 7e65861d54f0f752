import { Table } from '@mantine/core';
import { WideTable } from '@/components/WideTable';
import type { Row, Series } from './SeriesChart';

interface Props {
  title: string;
  axis: string;
  rows: Row[];
  series: Series[];
  format: (value: number | null | undefined) => string;
}

/** What a chart shows, as text. */
export function SeriesTable({ title, axis, rows, series, format }: Props) {
  return (
    <WideTable label={title} minWidth={120 + 90 * series.length} maxHeight={360} striped stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{axis}</Table.Th>
          {series.map(({ key, label }) => (
            <Table.Th key={key} ta="right">
              {label ?? key}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ at, values }) => (
          <Table.Tr key={at}>
            <Table.Th scope="row" fw={400}>
              {at}
            </Table.Th>
            {series.map(({ key }) => (
              <Table.Td key={key} ta="right">
                {format(values[key])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
