import { Group, List, Stack, Text, Title } from '@mantine/core';
import type { ExperimentResults } from '@/api/generated/api';
import { ToneBadge } from '../components/ToneBadge';
import { reasonInWords } from '../words/reasons';
import { decisionWords } from '../words/verdicts';
import classes from './DecisionCard.module.css';

/** What to do, and why. */
export function DecisionCard({ results, children }: { results: ExperimentResults; children?: React.ReactNode }) {
  const words = decisionWords(results);
  const { because } = results.decision;
  return (
    <section className={classes.card} data-tone={words.tone} aria-label="Recommendation">
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Group gap="sm" miw={0}>
            <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
              {words.label}
            </Title>
            <ToneBadge words={{ ...words, label: 'Recommendation' }} text="" size="sm" />
          </Group>
          {children}
        </Group>
        <Text size="sm">{words.text}</Text>
        {because.length > 0 && (
          <List size="sm" spacing={4}>
            {because.map((sentence) => (
              <List.Item key={sentence} style={{ overflowWrap: 'anywhere' }}>
                {withoutCode(sentence)}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </section>
  );
}

/** The server names a reason by its code, in brackets at the end. */
function withoutCode(sentence: string): string {
  return sentence.replace(/ \(([a-z_]+)\)\.$/, (_, code: string) => `: ${reasonInWords(code)}.`);
}
