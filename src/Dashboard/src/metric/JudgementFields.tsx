import { Group, Input, SegmentedControl } from '@mantine/core';
import { errorAt } from '@/lib/fieldErrors';
import { type Editing, shareErrorAt } from './editing';
import type { MetricForm } from './form';
import { NumberText } from './NumberText';
import { Section } from './Section';

/** What a change of it means. */
export function JudgementFields({ form, onChange, errors }: Editing) {
  return (
    <Section title="How it is judged">
      <Input.Wrapper label="What is better" labelElement="div" error={errorAt(errors, 'direction')}>
        <div>
          <SegmentedControl
            aria-label="What is better"
            data={[
              { value: 'increase', label: 'More is better' },
              { value: 'decrease', label: 'Less is better' },
            ]}
            value={form.direction}
            onChange={(direction) => onChange({ direction: direction as MetricForm['direction'] })}
          />
        </div>
      </Input.Wrapper>
      <Group align="flex-start" gap="md">
        <NumberText
          label="Change worth finding, in %"
          description="Optional: plans are made for it."
          placeholder="None"
          value={form.minimumEffect}
          onChange={(minimumEffect) => onChange({ minimumEffect })}
          error={shareErrorAt(errors, 'minimum_effect')}
          flex="1 1 14rem"
        />
        <NumberText
          label="Margin as a guardrail, in %"
          description="Optional: how much worse is tolerated."
          placeholder="Each experiment says its own"
          value={form.margin}
          onChange={(margin) => onChange({ margin })}
          error={shareErrorAt(errors, 'margin')}
          flex="1 1 14rem"
        />
      </Group>
    </Section>
  );
}
