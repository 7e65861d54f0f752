import { Button, Collapse, NumberInput, Select, SimpleGrid, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { errorAt, hasErrorBelow } from '@/lib/fieldErrors';
import { useSetUp } from './context';
import { alphaInWords } from './planWords';

const corrections = [
  { value: 'holm', label: 'Holm (recommended)' },
  { value: 'bh', label: 'Benjamini–Hochberg' },
  { value: 'none', label: 'None' },
];
const multiExposed = [
  { value: 'exclude', label: 'Leave them out' },
  { value: 'first_variant', label: 'Count them for the first variant' },
];

/** What rarely needs to be changed. */
export function Analysis({ isFixed }: { isFixed: boolean }) {
  const { draft, change, errors } = useSetUp();
  const hasErrors = ['alpha', 'correction', 'multi_exposed', 'prior_sd'].some((field) => hasErrorBelow(errors, field));
  const [isOpen, { toggle }] = useDisclosure(false);
  const looksOften = draft.mode === 'hybrid' || draft.mode === 'sequential';
  return (
    <div>
      <Text size="sm" c="dimmed">
        {alphaInWords(draft.alpha)}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen || hasErrors} px={0}>
        {isOpen ? 'Hide details of the analysis' : 'Details of the analysis'}
      </Button>
      <Collapse expanded={isOpen || hasErrors}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={640} mt="xs">
          <NumberInput
            label="Accepted false alarms (alpha)"
            value={Number((draft.alpha * 100).toPrecision(12))}
            onChange={(value) => change({ alpha: Number((Number(value) / 100).toPrecision(12)) })}
            min={0.1}
            max={20}
            decimalScale={2}
            suffix=" %"
            readOnly={isFixed}
            error={errorAt(errors, 'alpha')}
          />
          <Select
            label="Correction for several goals and treatments"
            description={looksOften ? 'Benjamini–Hochberg is for a single look: “Fixed” mode' : undefined}
            data={corrections.map((correction) => ({ ...correction, disabled: looksOften && correction.value === 'bh' }))}
            value={draft.correction}
            onChange={(value) => value !== null && change({ correction: value as typeof draft.correction })}
            allowDeselect={false}
            readOnly={isFixed}
            error={errorAt(errors, 'correction')}
          />
          <Select
            label="Units seen in several variants"
            description="On uneven shares leaving them out bends results"
            data={multiExposed}
            value={draft.multi_exposed}
            onChange={(value) => value !== null && change({ multi_exposed: value as typeof draft.multi_exposed })}
            allowDeselect={false}
            readOnly={isFixed}
            error={errorAt(errors, 'multi_exposed')}
          />
          <NumberInput
            label="Spread of the prior of the lift"
            description="For the chance to win; empty: every lift is as likely"
            value={draft.prior_sd ?? ''}
            onChange={(value) => change({ prior_sd: value === '' ? null : Number(value) })}
            min={0}
            step={0.1}
            readOnly={isFixed}
            error={errorAt(errors, 'prior_sd')}
          />
        </SimpleGrid>
      </Collapse>
    </div>
  );
}
