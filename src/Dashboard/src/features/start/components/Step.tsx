import { Group, Paper, Stack, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  number: number;
  title: string;
  text: ReactNode;
  isDone: boolean;
  /** What is to do; absent: it is not this step's turn yet. */
  children?: ReactNode;
}

export function Step({ number, title, text, isDone, children }: Props) {
  const isWaiting = children === undefined;
  return (
    <Paper component="li" withBorder p="md">
      <Group align="flex-start" wrap="nowrap">
        <ThemeIcon
          radius="xl"
          size={30}
          variant={isDone ? 'filled' : 'default'}
          color={isDone ? 'teal.8' : undefined}
          aria-hidden
        >
          {isDone ? <IconCheck size={18} /> : <Text size="sm">{number}</Text>}
        </ThemeIcon>
        <Stack gap="sm" flex={1} miw={0}>
          <div>
            <Title order={2} size="h5" lh={1.9}>
              {title}
              {isDone && <VisuallyHidden> (done)</VisuallyHidden>}
            </Title>
            <Text size="sm" c="dimmed" component="div">
              {text}
            </Text>
          </div>
          {!isWaiting && children}
        </Stack>
      </Group>
    </Paper>
  );
}
