import { List, Paper, Text, Title } from '@mantine/core';
import { countedInWords, detailsInWords } from '@/lib/metricWords';
import { calculationOf, type MetricForm } from './form';

/** What the form says, in words, as it is written. */
export function Explanation({ form }: { form: MetricForm }) {
  const calculation = calculationOf(form);
  return (
    <Paper withBorder p="md" style={{ overflowWrap: 'anywhere' }}>
      <Title order={2} size="h5" mb="xs">
        What will be counted
      </Title>
      <Text size="sm" mb="xs">
        {countedInWords(calculation)}
      </Text>
      <List size="sm" spacing={4}>
        {detailsInWords(calculation).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt="sm">
        A unit is whom an experiment deals with: a user, or what else its flag buckets by.
      </Text>
    </Paper>
  );
}
