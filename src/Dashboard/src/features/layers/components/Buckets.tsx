import { Paper, Table, Text, Title } from '@mantine/core';
import type { LayerResponse } from '@/api/generated/api';
import { ExperimentLink } from '@/components/ExperimentLink';
import { WideTable } from '@/components/WideTable';
import { percentText } from '@/lib/percent';
import { rangesInWords } from '../buckets';
import { BucketBar } from './BucketBar';
import classes from './BucketBar.module.css';
import { paintOfOwner } from './paint';

/** Who owns which buckets, and what is free. */
export function Buckets({ layer }: { layer: LayerResponse }) {
  return (
    <Paper withBorder p="md" component="section" aria-label="Buckets">
      <Title order={2} size="h5">
        Who owns which buckets
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Every user falls into one of 10,000 buckets by <code>{layer.bucket_by}</code>, and so into at most one of these
        experiments. Starting an experiment with n % of traffic takes n hundred free buckets; stopping it frees them.
      </Text>
      <BucketBar layer={layer} />
      <WideTable label="Buckets by experiment" minWidth={460}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={50}>No.</Table.Th>
            <Table.Th>Experiment</Table.Th>
            <Table.Th ta="right">Share</Table.Th>
            <Table.Th>Buckets</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {layer.owners.map((owner, place) => (
            <Table.Tr key={owner.experiment_key}>
              <Table.Td>
                <span className={classes.swatch} style={paintOfOwner(place)}>
                  {place + 1}
                </span>
              </Table.Td>
              <Table.Td maw={360}>
                <ExperimentLink experimentKey={owner.experiment_key} size="sm">
                  <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                    {owner.experiment_name}
                  </Text>
                </ExperimentLink>
              </Table.Td>
              <Table.Td ta="right">{percentText(owner.percentage)}</Table.Td>
              <Table.Td>{rangesInWords(owner.ranges)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td />
            <Table.Td>free</Table.Td>
            <Table.Td ta="right">{percentText(layer.free_percentage)}</Table.Td>
            <Table.Td>{rangesInWords(layer.free_ranges)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </WideTable>
    </Paper>
  );
}
