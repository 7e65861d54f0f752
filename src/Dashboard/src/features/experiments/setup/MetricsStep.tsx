import { Anchor, Group, NumberInput, Paper, Select, Stack, Text } from '@mantine/core';
import { IconExternalLink, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ExperimentMetric, MetricDefinitionResponse } from '@/api/generated/api';
import { metricsQuery } from '@/api/metrics';
import { shareText } from '@/charts/format';
import { IconAction } from '@/components/ActionButton';
import { errorAt, hasErrorBelow } from '@/lib/fieldErrors';
import { Section } from '../components/Section';
import { roleWords } from '../words/verdicts';
import { useSetUp } from './context';

/** What is measured, and what for. */
export function MetricsStep() {
  const { base, environment, draft, change, errors, locks, readOnly } = useSetUp();
  const { data: metrics = [], isPending } = useQuery(metricsQuery(environment.key));
  const free = metrics.filter(({ key }) => draft.metrics.every(({ metric }) => metric !== key));
  const isOver = locks.dealing;
  const add = (key: string | null) => {
    if (key !== null) {
      const role = locks.judging ? 'secondary' : draft.metrics.some((metric) => metric.role === 'goal') ? 'secondary' : 'goal';
      change({ metrics: [...draft.metrics, { metric: key, role, margin: null }] });
    }
  };
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
          <Metric
            key={metric.metric}
            metric={metric}
            at={at}
            definition={metrics.find(({ key }) => key === metric.metric)}
            isFixed={readOnly || isOver || (locks.judging && base?.metrics.some((old) => old.metric === metric.metric) === true)}
          />
        ))}
        {errorAt(errors, 'metrics') !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)">
            {errorAt(errors, 'metrics')}
          </Text>
        )}
      </Stack>
      {!readOnly && !isOver && (
        <Group align="flex-end" gap="md">
          <Select
            label="Add a metric"
            placeholder={isPending ? 'Loading' : free.length === 0 ? 'No other metric here' : 'Choose a metric'}
            data={free.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }))}
            value={null}
            onChange={add}
            searchable
            nothingFoundMessage="No such metric"
            w={{ base: '100%', xs: 320 }}
          />
          {/* In a page of its own, so that nothing of this one is lost; what is created there is offered here at once. */}
          <Anchor href={`#/metrics?env=${encodeURIComponent(environment.key)}&create=1`} target="_blank" size="sm" pb={8}>
            Create a metric <IconExternalLink size={14} aria-label="in a new tab" style={{ verticalAlign: '-0.1em' }} />
          </Anchor>
        </Group>
      )}
    </Section>
  );
}

interface Props {
  metric: ExperimentMetric;
  at: number;
  definition: MetricDefinitionResponse | undefined;
  isFixed: boolean;
}

function Metric({ metric, at, definition, isFixed }: Props) {
  const { draft, change, errors, locks } = useSetUp();
  const replace = (next: ExperimentMetric) => change({ metrics: draft.metrics.map((old, place) => (place === at ? next : old)) });
  const roles = (
    locks.judging && !isFixed ? ['secondary', 'guardrail'] : ['goal', 'secondary', 'guardrail']
  ) as ExperimentMetric['role'][];
  const own = definition?.margin ?? null;
  return (
    <Paper withBorder p="sm" data-faulty={hasErrorBelow(errors, `metrics[${at}]`) || undefined}>
      <Group align="flex-start" gap="sm">
        <div style={{ flex: '1 1 12rem', minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {definition?.name ?? metric.metric}
          </Text>
          <Text size="xs" c={definition === undefined ? 'var(--mantine-color-error)' : 'dimmed'}>
            {definition === undefined
              ? 'There is no such metric in this environment.'
              : `${metric.metric} · ${definition.kind} · ${definition.direction === 'decrease' ? 'lower' : 'higher'} is better`}
          </Text>
          {errorAt(errors, `metrics[${at}].metric`) !== undefined && (
            <Text size="xs" c="var(--mantine-color-error)">
              {errorAt(errors, `metrics[${at}].metric`)}
            </Text>
          )}
        </div>
        <Select
          label="Role"
          aria-label={`Role of ${metric.metric}`}
          data={roles.map((value) => ({ value, label: roleWords(value).label }))}
          value={metric.role}
          onChange={(role) => role !== null && replace({ ...metric, role: role as ExperimentMetric['role'], margin: null })}
          allowDeselect={false}
          readOnly={isFixed}
          w={140}
          error={errorAt(errors, `metrics[${at}].role`)}
        />
        {metric.role === 'guardrail' && (
          <NumberInput
            label="Margin"
            aria-label={`Margin of ${metric.metric}, in percent`}
            description="Tolerated harm, in %"
            placeholder={own === null ? 'such as 2 %' : `${shareText(own)} (its own)`}
            value={metric.margin == null ? '' : metric.margin * 100}
            onChange={(value) =>
              replace({ ...metric, margin: value === '' ? null : Number((Number(value) / 100).toPrecision(12)) })
            }
            min={0}
            max={99}
            decimalScale={3}
            suffix=" %"
            readOnly={isFixed}
            w={150}
            error={errorAt(errors, `metrics[${at}].margin`)}
          />
        )}
        {!isFixed && (
          <IconAction
            label={`Remove ${metric.metric}`}
            mt={26}
            onClick={() => change({ metrics: draft.metrics.filter((_, place) => place !== at) })}
          >
            <IconTrash size={16} aria-hidden />
          </IconAction>
        )}
      </Group>
    </Paper>
  );
}
