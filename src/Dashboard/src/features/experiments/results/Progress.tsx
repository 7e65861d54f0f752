import { Progress as Bar, Stack, Text } from '@mantine/core';
import type { ExperimentResults } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';
import { Figures } from '../components/Figures';
import { Section } from '../components/Section';
import { daysText } from './numbers';

/** How far the experiment is. */
export function Progress({ results: { progress, engine } }: { results: ExperimentResults }) {
  const { units, units_planned: planned } = progress;
  const share = planned === null || planned === 0 ? null : units / planned;
  return (
    <Section title="Progress">
      {share !== null && (
        <Stack gap={4}>
          <Bar value={Math.min(1, share) * 100} aria-label="Units of the plan" />
          <Text size="sm" className="numbers">
            {countText(units)} of {countText(planned)} planned units ({shareText(share, 0)})
            {progress.plan_fulfilled && '; the plan is fulfilled'}
          </Text>
        </Stack>
      )}
      <Figures
        figures={[
          { label: 'Units', value: countText(units), note: share === null ? 'no number is planned' : undefined },
          { label: 'Running', value: daysText(progress.days_running) },
          {
            label: 'Left',
            value: progress.plan_fulfilled
              ? 'nothing'
              : progress.days_left === null
                ? 'unknown'
                : daysText(Math.ceil(progress.days_left)),
            note: progress.days_left === null && !progress.plan_fulfilled ? leftUnknown(planned, engine.planned_end) : undefined,
          },
          {
            label: 'New units a day',
            value: progress.units_per_day === null ? 'unknown' : countText(progress.units_per_day),
            note: progress.units_per_day === null ? 'less than a day of data' : undefined,
          },
          {
            label: 'Power now',
            value: progress.power === null ? 'unknown' : shareText(progress.power, 0),
            note: progress.power === null ? 'the first goal has no effect worth finding' : 'to find the effect worth finding',
          },
          {
            label: 'Found with 80 % power',
            value: progress.mde_now === null ? 'unknown' : `±${shareText(progress.mde_now)}`,
            note: progress.mde_now === null ? 'too little data' : 'of the first goal, by one look',
          },
        ]}
      />
    </Section>
  );
}

function leftUnknown(planned: number | null, end: string | null): string {
  return planned === null && end === null ? 'nothing is planned' : 'too little data to say';
}
