import { Button, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentForecast, PlanExperiment } from '@/api/generated/api';
import { metricsQuery } from '@/api/metrics';
import { ProblemAlert } from '@/components/ProblemAlert';
import { planQuery } from '../api/plan';
import { Section } from '../components/Section';
import { useSetUp } from './context';
import { PlanCurve } from './PlanCurve';
import { planQuestion } from './planQuestion';
import { forecastInWords, planAdvice } from './planWords';

/** How many units it takes to find what is worth finding, and what each week brings. */
export function Planner() {
  const { environment, draft, change } = useSetUp();
  const { data: metrics = [] } = useQuery(metricsQuery(environment.key));
  const goal = metrics.find(({ key }) => key === draft.metrics.find(({ role }) => role === 'goal')?.metric);
  const [typed, setTyped] = useState<Partial<PlanExperiment>>({});
  const isExample = typed.baseline === undefined || typed.daily_units === undefined;
  const question = planQuestion(typed, draft, goal);
  const [asked] = useDebouncedValue(question, 300);
  const plan = useQuery({ ...planQuery(asked), meta: { handled: true } });
  const set = (fields: Partial<PlanExperiment>) => setTyped((old) => ({ ...old, ...fields }));
  return (
    <Section
      title="Planner"
      description={`What it takes to find a change${goal === undefined ? '' : ` of ${goal.name}`}. It saves nothing. ${
        isExample ? 'The numbers are only an example until you put in yours.' : ''
      }`}
    >
      <Questions question={question} set={set} />
      {plan.isError && plan.data === undefined ? (
        <ProblemAlert error={plan.error} text="The planner needs other numbers:" />
      ) : (
        plan.data !== undefined && <Answer forecast={plan.data} use={(units) => change({ planned_units: units })} />
      )}
      {plan.isError && plan.data !== undefined && <ProblemAlert error={plan.error} text="The planner needs other numbers:" />}
    </Section>
  );
}

const percent = (share: number | undefined) => (share === undefined ? '' : Number((share * 100).toPrecision(10)));
const share = (value: number | string) => (value === '' ? undefined : Number(value) / 100);

function Questions({ question, set }: { question: PlanExperiment; set: (fields: Partial<PlanExperiment>) => void }) {
  const isShare = question.kind === 'proportion';
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="What the metric is"
        data={[
          { value: 'proportion', label: 'A share of units' },
          { value: 'mean', label: 'A mean per unit' },
        ]}
        value={question.kind}
        onChange={(kind) =>
          set({
            kind: kind as PlanExperiment['kind'],
            baseline: kind === 'mean' ? 10 : 0.1,
            sd: kind === 'mean' ? 20 : undefined,
          })
        }
        style={{ alignSelf: 'flex-start' }}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {isShare ? (
          <NumberInput
            label="Share now"
            description="Of the control"
            value={percent(question.baseline)}
            onChange={(value) => set({ baseline: share(value) })}
            suffix=" %"
            decimalScale={4}
          />
        ) : (
          <>
            <NumberInput
              label="Mean now"
              description="Per unit of the control"
              value={question.baseline ?? ''}
              onChange={(value) => set({ baseline: Number(value) })}
            />
            <NumberInput
              label="Standard deviation"
              description="Over units"
              value={question.sd ?? ''}
              onChange={(value) => set({ sd: Number(value) })}
            />
          </>
        )}
        <NumberInput
          label="Effect worth finding"
          description="Relative to that"
          value={percent(question.mde)}
          onChange={(value) => set({ mde: share(value) })}
          suffix=" %"
          decimalScale={3}
        />
        <NumberInput
          label="Power"
          description="The chance to find it"
          value={percent(question.power)}
          onChange={(value) => set({ power: share(value) })}
          suffix=" %"
        />
        <NumberInput
          label="New units a day"
          description="Who could take part"
          value={question.daily_units ?? ''}
          onChange={(value) => set({ daily_units: value === '' ? null : Number(value) })}
          min={0}
          thousandSeparator=","
        />
      </SimpleGrid>
    </Stack>
  );
}

function Answer({ forecast, use }: { forecast: ExperimentForecast; use: (units: number) => void }) {
  const advice = planAdvice(forecast);
  return (
    <Stack gap="sm">
      <Group gap="sm" role="status">
        <Text size="sm" fw={600} flex="1 1 20rem">
          {forecastInWords(forecast)}
        </Text>
        <Button size="xs" variant="default" onClick={() => use(forecast.total)}>
          Plan this many units
        </Button>
      </Group>
      {advice !== null && <Text size="sm">{advice}</Text>}
      <PlanCurve curve={forecast.curve} />
    </Stack>
  );
}
