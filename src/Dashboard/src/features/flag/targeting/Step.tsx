import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Step.module.css';

interface Props {
  /** Its place in the order in which evaluation looks. */
  number?: number;
  title: string;
  /** What evaluation does here. */
  text: ReactNode;
  /** What stands beside the title, such as a button. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One step of evaluation. */
export function Step({ number, title, text, action, children }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Group gap="xs" wrap="nowrap">
          {number !== undefined && (
            <span className={classes.number} aria-hidden>
              {number}
            </span>
          )}
          <Title order={2} size="h5">
            {title}
          </Title>
        </Group>
        {action}
      </Group>
      <Text size="sm" c="dimmed" component="div">
        {text}
      </Text>
      {children !== undefined && <div className={classes.content}>{children}</div>}
    </Paper>
  );
}
