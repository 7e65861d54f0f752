import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and what they hold, under each other. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <Stack gap="xs" component="dl" m={0} mt="sm">
      {facts.map(([name, value]) => (
        <Group key={name} gap="xs" wrap="nowrap" align="flex-start">
          <Text component="dt" size="sm" c="dimmed" w={140} flex="none">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
