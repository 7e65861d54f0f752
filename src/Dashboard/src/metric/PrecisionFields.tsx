import { Checkbox, Group, Select } from '@mantine/core';
import { errorAt } from '@/lib/fieldErrors';
import type { Editing } from './editing';
import type { MetricForm } from './form';
import { NumberText } from './NumberText';
import { Section } from './Section';

const caps: { value: MetricForm['capBy']; label: string }[] = [
  { value: 'none', label: 'Do not cut' },
  { value: 'percentile', label: 'Cut at a percentile' },
  { value: 'value', label: 'Cut at a value' },
];

// What a limit of the other sort usually is.
const usual: Record<MetricForm['capBy'], string> = { none: '', percentile: '0.999', value: '' };

/** What makes results more precise. */
export function PrecisionFields({ form, onChange, errors, hasCap, hasCuped }: Editing & { hasCap: boolean; hasCuped: boolean }) {
  return (
    <Section title="Precision">
      {hasCap && (
        <>
          <Group align="flex-start" gap="md">
            <Select
              label="Units with extreme values"
              data={caps}
              value={form.capBy}
              onChange={(by) =>
                by !== null && onChange({ capBy: by as MetricForm['capBy'], cap: usual[by as MetricForm['capBy']] })
              }
              allowDeselect={false}
              error={errorAt(errors, 'cap')}
              flex="1 1 14rem"
              maw={320}
            />
            {form.capBy !== 'none' && (
              <NumberText
                label={form.capBy === 'percentile' ? 'Share of units at or below it' : 'Highest value of a unit'}
                value={form.cap}
                onChange={(cap) => onChange({ cap })}
                error={errorAt(errors, form.capBy === 'percentile' ? 'cap.percentile' : 'cap.value')}
                flex="1 1 14rem"
              />
            )}
          </Group>
          {form.capBy === 'percentile' && (
            <Checkbox
              label="The percentile of units that are not 0"
              checked={form.ignoreZeros}
              onChange={(event) => onChange({ ignoreZeros: event.currentTarget.checked })}
              error={errorAt(errors, 'cap.ignore_zeros')}
            />
          )}
        </>
      )}
      {hasCuped && (
        <NumberText
          label="Days before the exposure to compare with (CUPED)"
          description="Optional, 1 to 60, often 14: takes out how units differed before, so that fewer units suffice."
          placeholder="None"
          value={form.cupedDays}
          onChange={(cupedDays) => onChange({ cupedDays })}
          error={errorAt(errors, 'cuped_days')}
          maw={undefined}
        />
      )}
    </Section>
  );
}
