import { Group, List, Stack, Text, Title } from '@mantine/core';
import type { ResultsDecision } from '@/api/generated/api';
import { ToneBadge } from '../components/ToneBadge';
import { recommendationWords } from '../words/verdicts';
import classes from './DecisionCard.module.css';

/** What to do, and why. */
export function DecisionCard({ decision, children }: { decision: ResultsDecision; children?: React.ReactNode }) {
  const words = recommendationWords(decision.recommendation, decision.variant);
  return (
    <section className={classes.card} data-tone={words.tone} aria-label="Recommendation">
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Group gap="sm" miw={0}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {words.label}
            </Title>
            <ToneBadge words={{ ...words, label: 'Recommendation' }} text={words.text} size="sm" />
          </Group>
          {children}
        </Group>
        {decision.because.length === 0 ? (
          <Text size="sm">{words.text}</Text>
        ) : (
          <List size="sm" spacing={4}>
            {decision.because.map((sentence) => (
              <List.Item key={sentence} style={{ overflowWrap: 'anywhere' }}>
                {sentence}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </section>
  );
}
