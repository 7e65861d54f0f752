import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';

export function sayDone(message: string): void {
  notifications.show({ message, color: 'teal', icon: <IconCheck size={18} aria-hidden />, autoClose: 4_000 });
}

/** Stays until it is closed: it says what to do. */
export function sayError(message: string): void {
  notifications.show({ id: message, message, color: 'red', icon: <IconAlertTriangle size={18} aria-hidden />, autoClose: false });
}

/** For what can be taken back: offers to, for ten seconds. */
export function sayUndoable(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    color: 'teal',
    icon: <IconCheck size={18} aria-hidden />,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}
