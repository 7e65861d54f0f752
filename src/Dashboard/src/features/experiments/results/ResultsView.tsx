import { Stack, Text, Title } from '@mantine/core';
import type { ExperimentResults, MetricResult } from '@/api/generated/api';
import { When } from '@/components/When';
import { exactTime } from '@/lib/time';
import { Notice } from '../components/Notice';
import type { ResultsPlace } from '../keys';
import { Breakdown } from './Breakdown';
import { DecisionCard } from './DecisionCard';
import { Health } from './Health';
import { HowToRead } from './HowToRead';
import { MetricCard } from './MetricCard';
import { Peeking } from './Peeking';
import { Progress } from './Progress';
import { Timeseries } from './Timeseries';

interface Props {
  results: ExperimentResults;
  place: ResultsPlace;
  dimensions: string[];
  /** What can be done about it at once, beside the recommendation. */
  action?: React.ReactNode;
}

/** What a run shows: whether it can be trusted, what to do, how far it is, and then the numbers. */
export function ResultsView({ results, place, dimensions, action }: Props) {
  return (
    <Stack gap="md">
      <Freshness results={results} isPast={place.asOf !== undefined} />
      <Health results={results} />
      <DecisionCard results={results}>{action}</DecisionCard>
      <Progress results={results} />
      <Metrics results={results} />
      <Peeking engine={results.engine} />
      <Timeseries key={`${results.run}`} place={place} results={results} />
      <Breakdown key={`slices ${results.run}`} place={place} results={results} dimensions={dimensions} />
    </Stack>
  );
}

function Freshness({ results, isPast }: { results: ExperimentResults; isPast: boolean }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {isPast ? `As of ${exactTime(results.as_of)}; computed ` : 'Computed '}
      <When time={results.computed_at} />
      {results.data_through !== null && (
        <>
          , from data up to <When time={results.data_through} />
        </>
      )}
      .{results.out_of_date && ' Newer data have come since; the numbers are being renewed.'}
    </Text>
  );
}

const groups = [
  { role: 'goal', title: 'Goals', text: 'They decide. Corrected for how many goals and treatments there are.' },
  { role: 'guardrail', title: 'Guardrails', text: 'They must not get worse by more than their margin.' },
  { role: 'secondary', title: 'Secondary metrics', text: 'They inform and decide nothing; they are not corrected.' },
] as const;

function Metrics({ results }: { results: ExperimentResults }) {
  const { metrics, engine, health } = results;
  if (metrics.length === 0) {
    return (
      <Notice tone="warning" title="No metrics">
        This experiment measures nothing. Add a metric under “Set-up”.
      </Notice>
    );
  }

  return (
    <>
      {groups.map(({ role, title, text }) => (
        <Group key={role} title={title} text={text} metrics={metrics.filter((metric) => metric.role === role)}>
          {(metric) => <MetricCard key={metric.key} metric={metric} engine={engine} isTrusted={health.ok} />}
        </Group>
      ))}
      <HowToRead />
    </>
  );
}

interface GroupProps {
  title: string;
  text: string;
  metrics: MetricResult[];
  children: (metric: MetricResult) => React.ReactNode;
}

function Group({ title, text, metrics, children }: GroupProps) {
  return metrics.length === 0 ? null : (
    <Stack gap="sm" component="section" aria-label={title}>
      <div>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
      {metrics.map(children)}
    </Stack>
  );
}
