import { Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState, LoadingRows } from '@/components/States';
import { usersQuery } from '../api/users';
import { UserRow } from './UserRow';

export function UsersTable() {
  const users = useQuery(usersQuery);
  const [text, setText] = useState('');
  if (users.data === undefined) {
    return users.isError ? <ErrorState error={users.error} retry={() => void users.refetch()} /> : <LoadingRows />;
  }

  const sought = text.trim().toLowerCase();
  const found = users.data.filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(sought));
  return (
    <>
      {users.data.length > 8 && (
        <TextInput
          aria-label="Find a user"
          placeholder="Name or e-mail address"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maw={320}
          mb="sm"
        />
      )}
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>May sign in</Table.Th>
              <Table.Th>Registered</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.map((user) => (
              <UserRow key={user.id} user={user} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {found.length === 0 && (
        <Text c="dimmed" size="sm" ta="center" py="lg">
          Nobody's name or address holds “{text}”.
        </Text>
      )}
    </>
  );
}
