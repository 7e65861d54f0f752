import { Badge, Select, Switch, Table, Text, Tooltip } from '@mantine/core';
import type { UserResponse } from '@/api/generated/api';
import { sayUndoable } from '@/components/toasts';
import { When } from '@/components/When';
import { useUser } from '@/session/user';
import { useChangeActivity } from '../api/changeActivity';
import { useChangeRole } from '../api/changeRole';
import { type Role, roles } from '../roles';

const ownRow = 'You cannot demote or disable yourself. Ask another admin to do it.';

export function UserRow({ user }: { user: UserResponse }) {
  const isSelf = useUser().id === user.id;
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Text size="sm" fw={600} component="div" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{user.name}</bdi>{' '}
          {isSelf && (
            <Badge variant="default" size="sm" tt="none">
              you
            </Badge>
          )}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {user.email}
        </Text>
        {isSelf && (
          <Text size="xs" c="dimmed">
            {ownRow}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <RoleSelect user={user} isSelf={isSelf} />
      </Table.Td>
      <Table.Td>
        <ActiveSwitch user={user} isSelf={isSelf} />
      </Table.Td>
      <Table.Td>
        <When time={user.created_at} />
      </Table.Td>
    </Table.Tr>
  );
}

interface Props {
  user: UserResponse;
  isSelf: boolean;
}

function RoleSelect({ user, isSelf }: Props) {
  const { mutate, isPending, variables } = useChangeRole();
  const change = (role: Role) =>
    mutate(
      { id: user.id, role },
      {
        onSuccess: () =>
          sayUndoable(`${user.name} is ${role} from their next request on.`, () => mutate({ id: user.id, role: user.role })),
      },
    );
  return (
    <Tooltip label={ownRow} disabled={!isSelf} events={{ hover: true, focus: true, touch: true }}>
      <Select
        aria-label={`Role of ${user.name}`}
        data={roles}
        value={isPending ? variables.role : user.role}
        onChange={(role) => role !== null && change(role as Role)}
        readOnly={isSelf}
        aria-disabled={isSelf}
        allowDeselect={false}
        w={150}
        renderOption={({ option }) => (
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {roles.find(({ value }) => value === option.value)?.may}
            </Text>
          </div>
        )}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
      />
    </Tooltip>
  );
}

function ActiveSwitch({ user, isSelf }: Props) {
  const { mutate, isPending, variables } = useChangeActivity();
  const isActive = isPending ? variables.isActive : user.is_active;
  const change = (to: boolean) =>
    mutate(
      { id: user.id, isActive: to },
      {
        onSuccess: () =>
          sayUndoable(
            to ? `${user.name} can sign in again.` : `${user.name} can no longer sign in, and is signed out everywhere.`,
            () => mutate({ id: user.id, isActive: !to }),
          ),
      },
    );
  return (
    <Tooltip label={ownRow} disabled={!isSelf} events={{ hover: true, focus: true, touch: true }} refProp="rootRef">
      <Switch
        label={isActive ? 'Active' : 'Disabled'}
        aria-label={`${user.name} is active`}
        checked={isActive}
        onChange={(event) => !isSelf && change(event.currentTarget.checked)}
        aria-disabled={isSelf}
      />
    </Tooltip>
  );
}
