import { Button, Group, Paper, Text } from '@mantine/core';
import type { Denied } from '@/lib/permissions';
import { ActionButton } from './ActionButton';
import { confirm } from './confirm';
import classes from './SaveBar.module.css';

interface Props {
  /** What is not saved, such as "2 unsaved changes". */
  text: string;
  /** The word on the button that goes on to saving. */
  action?: string;
  /** Why it cannot be saved yet. */
  denied?: Denied;
  onReview: () => void;
  onDiscard: () => void;
}

/** Stays in sight while something is not saved. */
export function SaveBar({ text, action = 'Review & save', denied = null, onReview, onDiscard }: Props) {
  const discard = async () => {
    const isAgreed = await confirm({
      title: 'Discard your changes?',
      text: 'Everything is shown as it is saved. What you changed is gone then.',
      action: 'Discard',
      isDangerous: true,
    });
    if (isAgreed) {
      onDiscard();
    }
  };
  return (
    <Paper withBorder shadow="md" p="sm" className={classes.bar} role="region" aria-label="Unsaved changes">
      {/* On the left: notifications come up on the right. */}
      <Group gap="md">
        <Text size="sm" fw={600} role="status">
          {text}
        </Text>
        <Group gap="xs">
          <ActionButton denied={denied} onClick={onReview}>
            {action}
          </ActionButton>
          <Button variant="default" onClick={() => void discard()}>
            Discard
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
