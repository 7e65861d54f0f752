import { Group, NumberInput, Paper, Select, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ExperimentMetric, MetricDefinitionResponse } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt, hasErrorBelow } from '@/lib/fieldErrors';
import { percentText } from '@/lib/percent';
import { roleWords } from '../words/verdicts';
import { useSetUp } from './context';

interface Props {
  metric: ExperimentMetric;
  at: number;
  definition: MetricDefinitionResponse | undefined;
  isFixed: boolean;
}

/** A metric of the experiment: what it is for, and how much harm is tolerated. */
export function ChosenMetric({ metric, at, definition, isFixed }: Props) {
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
              : `${metric.metric} · ${definition.kind} · ${definition.direction === 'decrease' ? 'less' : 'more'} is better`}
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
            placeholder={own === null ? 'such as 2 %' : `${percentText(own * 100)} (its own)`}
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
