import { Text } from '@mantine/core';
import { PageLink } from './links';

interface Props {
  to: '/metrics/$key' | '/layers/$key' | '/holdouts/$key';
  thing: { key: string; name: string; description: string; environment_key: string };
}

/** A thing of an environment in a table: its name, which leads to it, its key, and a line of what it is for. */
export function KeyedName({ to, thing }: Props) {
  return (
    <>
      <PageLink to={to} params={{ key: thing.key }} search={{ env: thing.environment_key }} fw={600} size="sm">
        <Text inherit span lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {thing.name}
        </Text>
      </PageLink>
      <Text size="xs" c="dimmed" ff="monospace" truncate>
        {thing.key}
      </Text>
      {thing.description !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
          {thing.description}
        </Text>
      )}
    </>
  );
}
