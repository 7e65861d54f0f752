import { Group, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { errorAt } from '@/lib/fieldErrors';
import { fromLocalInput, toLocalInput } from '@/lib/localTime';
import { Notice } from '../components/Notice';
import { Section } from '../components/Section';
import { modes } from '../words/modes';
import { Analysis } from './Analysis';
import { useSetUp } from './context';
import { Planner } from './Planner';

/** How long, and how it is judged. */
export function PlanStep() {
  const { base, draft, change, errors, locks, readOnly } = useSetUp();
  const isFixed = readOnly || locks.judging;
  return (
    <Stack>
      {locks.judging && (
        <Notice tone="neutral" title="How it is judged was locked when it started">
          {base?.status === 'running'
            ? 'So that nobody, not even by accident, bends the rules after having seen the numbers.'
            : 'Its results rest on it.'}
        </Notice>
      )}
      <Section title="How it is judged">
        <Radio.Group
          value={draft.mode}
          onChange={(mode) => !isFixed && change({ mode: mode as typeof draft.mode })}
          aria-label="Mode"
          error={errorAt(errors, 'mode')}
        >
          <Stack gap="sm" maw={720}>
            {Object.entries(modes).map(([mode, { label, text }]) => (
              <Radio key={mode} value={mode} label={label} description={text} disabled={isFixed && draft.mode !== mode} />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section
        title="Plan"
        description={
          draft.mode === 'hybrid' || draft.mode === 'fixed'
            ? 'When the plan is fulfilled the full look is taken: at the number of units or at the end, whichever comes first.'
            : 'The intervals are narrowest at the planned number of units.'
        }
      >
        <Group align="flex-start" gap="md">
          <NumberInput
            label="Planned units"
            description="All arms together; see the planner"
            value={draft.planned_units ?? ''}
            onChange={(value) => change({ planned_units: value === '' ? null : Number(value) })}
            min={0}
            allowDecimal={false}
            thousandSeparator=","
            readOnly={isFixed}
            error={errorAt(errors, 'planned_units')}
            w={260}
          />
          <TextInput
            type="datetime-local"
            label="Planned end"
            description="Optional, in your time zone"
            value={toLocalInput(draft.planned_end ?? undefined)}
            onChange={(event) => change({ planned_end: fromLocalInput(event.currentTarget.value) ?? null })}
            readOnly={isFixed}
            error={errorAt(errors, 'planned_end')}
            w={260}
          />
        </Group>
        <Analysis isFixed={isFixed} />
      </Section>
      {!isFixed && <Planner />}
      {isFixed && draft.planned_units === null && draft.planned_end === null && (
        <Text size="sm" c="dimmed">
          No plan was made.
        </Text>
      )}
    </Stack>
  );
}
