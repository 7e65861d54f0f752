import { Table, Text } from '@mantine/core';
import type { SegmentSummaryResponse } from '@/api/generated/api';
import { PageLink } from '@/components/links';
import { When } from '@/components/When';

const count = new Intl.NumberFormat('en');

export function SegmentsTable({ segments }: { segments: SegmentSummaryResponse[] }) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Segment</Table.Th>
            <Table.Th ta="right">Included</Table.Th>
            <Table.Th ta="right">Excluded</Table.Th>
            <Table.Th>Everybody else</Table.Th>
            <Table.Th>Changed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {segments.map((segment) => (
            <Table.Tr key={segment.id}>
              <Table.Td maw={420}>
                <PageLink
                  to="/segments/$key"
                  params={{ key: segment.key }}
                  search={{ env: segment.environment_key }}
                  fw={600}
                  size="sm"
                >
                  <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                    {segment.name}
                  </Text>
                </PageLink>
                <Text size="xs" c="dimmed" ff="monospace" truncate>
                  {segment.key}
                </Text>
                {segment.description !== '' && (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {segment.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{count.format(segment.included_count)}</Table.Td>
              <Table.Td ta="right">{count.format(segment.excluded_count)}</Table.Td>
              <Table.Td>{segment.has_when ? 'by condition' : 'is out'}</Table.Td>
              <Table.Td>
                <When time={segment.updated_at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
