import { Text } from '@mantine/core';
import {
  IconFlag,
  IconFlask,
  IconHistory,
  IconKey,
  IconRocket,
  IconRuler2,
  IconServer,
  IconSettings,
  IconStack2,
  IconUserOff,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { PageNavLink } from '@/components/links';
import { type Page, pages } from '@/lib/pages';

const icons: Record<Page['to'], typeof IconFlag> = {
  '/flags': IconFlag,
  '/segments': IconUsersGroup,
  '/experiments': IconFlask,
  '/metrics': IconRuler2,
  '/layers': IconStack2,
  '/holdouts': IconUserOff,
  '/audit': IconHistory,
  '/start': IconRocket,
  '/environments': IconServer,
  '/sdk-keys': IconKey,
  '/users': IconUsers,
  '/settings': IconSettings,
};

export function Navigation() {
  return [...Map.groupBy(pages, (page) => page.group)].map(([group, members]) => (
    <div key={group} role="group" aria-label={group}>
      <Text size="xs" c="dimmed" fw={600} px="sm" pt="md" pb={4} aria-hidden>
        {group}
      </Text>
      {members.map(({ to, label }) => {
        const Icon = icons[to];
        return (
          <PageNavLink
            key={to}
            to={to}
            label={label}
            leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
            activeProps={{ 'data-active': true }}
          />
        );
      })}
    </div>
  ));
}
