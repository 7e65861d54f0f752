import { Stack } from '@mantine/core';
import { Notice } from '../components/Notice';
import { Section } from '../components/Section';
import { Arms } from './Arms';
import { useSetUp } from './context';
import { WhoTakesPart } from './WhoTakesPart';

export function ArmsStep() {
  const { base } = useSetUp();
  return (
    <Stack>
      {base?.status === 'running' && (
        <Notice tone="warning" title="It runs">
          A change of anything here begins a new run: who took part before is dealt anew, and results start from zero. Only
          raising the traffic does not.
        </Notice>
      )}
      <Section title="Arms" description="What is compared. Equal shares find the most with the fewest units.">
        <Arms />
      </Section>
      <WhoTakesPart />
    </Stack>
  );
}
