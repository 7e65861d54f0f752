import { Badge, Group, Paper, Text } from '@mantine/core';
import type { EvaluationResponse } from '@/api/generated/api';
import { CodeBlock } from '@/components/CodeBlock';
import { formatJson } from '@/lib/json';

/** What GET /evaluate said: its sentence, and all of it. */
export function Answer({ answer, before }: { answer: EvaluationResponse; before?: EvaluationResponse }) {
  return (
    <Paper withBorder p="sm" role="status">
      <Group gap="xs" mb="xs" wrap="wrap">
        {before !== undefined && before.enabled !== answer.enabled && (
          <Text size="sm" c="dimmed">
            Before: {before.enabled ? 'enabled' : 'not enabled'}. Now:
          </Text>
        )}
        <Badge variant="filled" color={answer.enabled ? 'teal.9' : 'gray.7'} tt="none">
          {answer.enabled ? 'enabled' : 'not enabled'}
        </Badge>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {answer.reason}
        </Text>
      </Group>
      <CodeBlock code={formatJson(answer)} what="answer" />
    </Paper>
  );
}
