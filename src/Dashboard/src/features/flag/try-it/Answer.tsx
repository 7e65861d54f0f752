import { Badge, Code, Group, Paper, Stack, Text } from '@mantine/core';
import type { EvaluationResponse } from '@/api/generated/api';
import { Fold } from '@/components/Fold';
import { formatJson } from '@/lib/json';

/** What code receives, and why in a sentence. */
export function Answer({ evaluation, title }: { evaluation: EvaluationResponse; title: string }) {
  const text = formatJson(evaluation.value);
  return (
    <Paper withBorder p="sm" component="section" aria-label={title} miw={0}>
      <Stack gap={6}>
        <Text size="xs" c="dimmed">
          {title}
        </Text>
        <Group gap="xs">
          <Text fw={700} size="lg" style={{ overflowWrap: 'anywhere' }}>
            {evaluation.variant}
          </Text>
          {!evaluation.enabled && (
            <Badge variant="default" size="sm">
              Not enabled
            </Badge>
          )}
        </Group>
        <Fold items={text.split('\n')} first={8} what="lines">
          {(shown) => (
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {shown.join('\n')}
            </Code>
          )}
        </Fold>
        <Text size="sm">{evaluation.reason}.</Text>
      </Stack>
    </Paper>
  );
}
