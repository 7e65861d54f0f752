import { Checkbox, Group, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorAt } from '@/lib/fieldErrors';
import { hoursInWords } from '@/lib/metricWords';
import type { Editing } from './editing';
import type { MetricForm } from './form';
import { NumberText } from './NumberText';
import { Section } from './Section';

const names: Record<MetricForm['windowKind'], string> = {
  none: 'From the first exposure to the end of the run',
  conversion: 'For some time after the first exposure',
  lookback: 'The last hours of the run',
};

function inDays(text: string): ReactNode {
  const hours = Number(text);
  return text.trim() !== '' && hours >= 24 && hours % 24 === 0 ? (
    <Text size="xs" c="dimmed">
      = {hoursInWords(hours)}
    </Text>
  ) : undefined;
}

/** Which time after a unit's first exposure counts. */
export function WindowFields({ form, onChange, errors, kinds }: Editing & { kinds: readonly MetricForm['windowKind'][] }) {
  return (
    <Section title="When it counts">
      <Select
        label="Window"
        description="Nothing that happened before the first exposure ever counts."
        data={kinds.map((value) => ({ value, label: names[value] }))}
        value={form.windowKind}
        onChange={(kind) => kind !== null && onChange({ windowKind: kind as MetricForm['windowKind'] })}
        allowDeselect={false}
        error={errorAt(errors, 'window.kind') ?? errorAt(errors, 'window')}
      />
      <Group align="flex-start" gap="md">
        {form.windowKind !== 'none' && (
          <NumberText
            label="Length in hours"
            value={form.hours}
            onChange={(hours) => onChange({ hours })}
            rightSection={inDays(form.hours)}
            rightSectionWidth={90}
            error={errorAt(errors, 'window.hours')}
            flex="1 1 12rem"
          />
        )}
        <NumberText
          label="Delay in hours"
          value={form.delayHours}
          onChange={(delayHours) => onChange({ delayHours })}
          rightSection={inDays(form.delayHours)}
          rightSectionWidth={90}
          error={errorAt(errors, 'window.delay_hours')}
          flex="1 1 12rem"
        />
      </Group>
      {form.windowKind === 'conversion' && (
        <Checkbox
          label="Only units whose window is over"
          description="Later, but without units that have had less time than others."
          checked={form.matureOnly}
          onChange={(event) => onChange({ matureOnly: event.currentTarget.checked })}
          error={errorAt(errors, 'window.mature_only')}
        />
      )}
    </Section>
  );
}
