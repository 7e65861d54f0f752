import { Text } from '@mantine/core';
import type { ResultsEngine } from '@/api/generated/api';
import { Section } from '../components/Section';
import { peekingWords } from '../words/modes';

/** Whether it is safe to look at this page before the end, and to act on it. */
export function Peeking({ engine }: { engine: ResultsEngine }) {
  const { title, text } = peekingWords(engine);
  return (
    <Section title={title}>
      <Text size="sm" maw="72ch">
        {text}
      </Text>
    </Section>
  );
}
