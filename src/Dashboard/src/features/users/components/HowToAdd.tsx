import { Code, Group, Stack, Text } from '@mantine/core';
import { CopyButton } from '@/components/CopyButton';
import { Dialog } from '@/components/Dialog';
import { addressOf } from '@/lib/address';
import { roles } from '../roles';

/** People make their accounts themselves. */
export function HowToAdd({ onClose }: { onClose: () => void }) {
  const address = addressOf();
  return (
    <Dialog onClose={onClose} title="Add somebody">
      <Stack gap="sm">
        <Text size="sm">
          Send them this address. They choose “Create one” there and start as viewers; then give them their role in the list. It
          holds from their next request on.
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
          <CopyButton value={address} what="address" />
        </Group>
        <Text size="sm" component="ul" m={0} pl="md">
          {roles.map(({ value, label, may }) => (
            <li key={value}>
              <strong>{label}</strong> {may}.
            </li>
          ))}
        </Text>
        <Text size="xs" c="dimmed">
          If the page refuses them, registration is switched off on the server: <Code>Auth__AllowRegistration</Code> has to be
          true while they join.
        </Text>
      </Stack>
    </Dialog>
  );
}
