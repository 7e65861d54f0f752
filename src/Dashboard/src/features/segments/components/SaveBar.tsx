import { Button, Group, Paper, Text } from '@mantine/core';
import classes from './SaveBar.module.css';

interface Props {
  isOutdated: boolean;
  onDiscard: () => void;
  onReview: () => void;
}

/** Stays in sight while something is not saved. */
export function SaveBar({ isOutdated, onDiscard, onReview }: Props) {
  return (
    <Paper withBorder shadow="md" p="sm" className={classes.bar} role="region" aria-label="Unsaved changes">
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {isOutdated ? 'Not saved, and somebody else has saved meanwhile.' : 'Not saved yet.'}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button onClick={onReview}>{isOutdated ? 'Bring together' : 'Review and save'}</Button>
        </Group>
      </Group>
    </Paper>
  );
}
