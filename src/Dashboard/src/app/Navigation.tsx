import { Text } from '@mantine/core';
import {
  IconFlag,
  IconHistory,
  IconKey,
  IconRocket,
  IconServer,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { PageNavLink } from '@/components/links';

const groups = [
  {
    label: 'Deliver',
    pages: [
      { to: '/flags', label: 'Flags', Icon: IconFlag },
      { to: '/segments', label: 'Segments', Icon: IconUsersGroup },
      { to: '/audit', label: 'Audit', Icon: IconHistory },
    ],
  },
  {
    label: 'Set up',
    pages: [
      { to: '/start', label: 'Getting started', Icon: IconRocket },
      { to: '/environments', label: 'Environments', Icon: IconServer },
      { to: '/sdk-keys', label: 'SDK keys', Icon: IconKey },
      { to: '/users', label: 'Users', Icon: IconUsers },
      { to: '/settings', label: 'Settings', Icon: IconSettings },
    ],
  },
] as const;

export function Navigation() {
  return groups.map((group) => (
    <div key={group.label} role="group" aria-label={group.label}>
      <Text size="xs" c="dimmed" fw={600} px="sm" pt="md" pb={4} aria-hidden>
        {group.label}
      </Text>
      {group.pages.map(({ to, label, Icon }) => (
        <PageNavLink
          key={to}
          to={to}
          label={label}
          leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
          activeProps={{ 'data-active': true }}
        />
      ))}
    </div>
  ));
}
