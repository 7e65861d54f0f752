import { Code, Stack, Text } from '@mantine/core';
import { formatJson } from '@/lib/json';

/** What changed, field by field. */
export function Changes({ changes }: { changes: Record<string, { old: unknown; new: unknown }> }) {
  return (
    <Stack gap="xs">
      {Object.entries(changes).map(([field, change]) => (
        <div key={field}>
          <Text size="sm" fw={600}>
            {field}
          </Text>
          <Code block>{`${formatJson(change.old)} → ${formatJson(change.new)}`}</Code>
        </div>
      ))}
    </Stack>
  );
}
