import { Button, Menu, Text } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconX } from '@tabler/icons-react';
import type { Context } from './context';
import { remembered, useRemembered } from './remembered';

/** Users to try again with; kept in this browser only. */
export function RememberedMenu({ context, onChoose }: { context: Context; onChoose: (context: Context) => void }) {
  const known = useRemembered();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconBookmark size={14} aria-hidden />}>
          Remembered users
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconBookmarkPlus size={16} aria-hidden />}
          disabled={context.userId === ''}
          onClick={() => remembered.add(context)}
        >
          Remember this user
        </Menu.Item>
        {known.length > 0 && <Menu.Divider />}
        {known.length > 0 && <Menu.Label>In this browser only</Menu.Label>}
        {known.map((one) => (
          <Menu.Item key={one.userId} closeMenuOnClick onClick={() => onChoose(one)}>
            <Text size="sm" truncate>
              {one.userId}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {Object.keys(one.attributes).join(', ') || 'no attributes'}
            </Text>
          </Menu.Item>
        ))}
        {known.length > 0 && <Menu.Divider />}
        {known.length > 0 && (
          <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={remembered.clear}>
            Forget all
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
