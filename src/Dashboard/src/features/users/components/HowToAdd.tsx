import { Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { CopyButton } from '@/components/CopyButton';
import { roles } from '../roles';

/** People make their accounts themselves. */
export function HowToAdd() {
  const address = location.href.split('#')[0] ?? '';
  return (
    <Paper withBorder p="md" mb="lg">
      <Stack gap="xs">
        <Title order={2} size="h5">
          Add somebody
        </Title>
        <Text size="sm">
          Send them this address. They choose “Create one” there and start as viewers; then give them their role below. It holds
          from their next request on.
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
          <CopyButton value={address} what="address" />
        </Group>
        <Text size="xs" c="dimmed">
          Registration can be switched off on the server (<Code>Auth__AllowRegistration=false</Code>); nobody can join then until
          it is on again.
        </Text>
        <Text size="xs" c="dimmed" component="ul" m={0} pl="md">
          {roles.map(({ value, label, may }) => (
            <li key={value}>
              {label}: {may}.
            </li>
          ))}
        </Text>
      </Stack>
    </Paper>
  );
}
