import { Button, Group, Paper, Text } from '@mantine/core';
import { ActionButton } from '@/components/ActionButton';
import { confirm } from '@/components/confirm';
import { useDraftView } from '../draft/context';
import classes from './SaveBar.module.css';

interface Props {
  /** How many fields differ from what is saved. */
  count: number;
  /** The variants whose values cannot be read as typed. */
  unreadable: string[];
  onReview: () => void;
  onDiscard: () => void;
}

export function SaveBar({ count, unreadable, onReview, onDiscard }: Props) {
  const { denied } = useDraftView();
  const changes = Math.max(count, 1);
  const hindrance = unreadable.length > 0 ? `The value of the variant ${unreadable.join(', ')} cannot be read yet.` : denied;
  const discard = async () => {
    const isAgreed = await confirm({
      title: 'Discard your changes?',
      text: 'The flag is shown as it is saved. What you changed is gone then.',
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
          {changes} unsaved {changes === 1 ? 'change' : 'changes'}
        </Text>
        <Group gap="xs">
          <ActionButton denied={hindrance} onClick={onReview}>
            Review &amp; save
          </ActionButton>
          <Button variant="default" onClick={discard}>
            Discard
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
