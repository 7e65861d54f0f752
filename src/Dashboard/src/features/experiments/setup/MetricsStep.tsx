import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from '@/api/metrics';
import { errorAt } from '@/lib/fieldErrors';
import { Section } from '../components/Section';
import { AddMetric } from './AddMetric';
import { ChosenMetric } from './ChosenMetric';
import { useSetUp } from './context';

/** What is measured, and what for. */
export function MetricsStep() {
  const { base, environment, draft, errors, locks, readOnly } = useSetUp();
  const { data: metrics = [] } = useQuery(metricsQuery(environment.key));
  return (
    <Section
      title="Metrics"
      description="Goals decide: one is best, as each more needs stronger evidence. Guardrails must not get worse. Secondary metrics inform."
    >
      {base?.status === 'running' && (
        <Text size="sm">It runs: secondary metrics and guardrails may come, but none may change or go.</Text>
      )}
      <Stack gap="xs">
        {draft.metrics.map((metric, at) => (
          <ChosenMetric
            key={metric.metric}
            metric={metric}
            at={at}
            definition={metrics.find(({ key }) => key === metric.metric)}
            isFixed={
              readOnly || locks.dealing || (locks.judging && base?.metrics.some((old) => old.metric === metric.metric) === true)
            }
          />
        ))}
        {errorAt(errors, 'metrics') !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)">
            {errorAt(errors, 'metrics')}
          </Text>
        )}
      </Stack>
      {!readOnly && !locks.dealing && <AddMetric />}
    </Section>
  );
}
