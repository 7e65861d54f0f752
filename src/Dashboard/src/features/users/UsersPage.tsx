import { Button } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState } from '@/components/States';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { HowToAdd } from './components/HowToAdd';
import { UsersTable } from './components/UsersTable';

export function UsersPage() {
  const user = useUser();
  const denied = denyAdminOnly(user, 'see and manage users');
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <PageHeader title="Users" description="Who may sign in, and what they may do.">
        {denied === null && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
            Add somebody
          </Button>
        )}
      </PageHeader>
      {denied === null ? (
        <UsersTable />
      ) : (
        <EmptyState icon={<IconUsers size={28} />} title="For admins" text={`${denied} Your own role is ${user.role}.`} />
      )}
      {isAdding && <HowToAdd onClose={() => setIsAdding(false)} />}
    </>
  );
}
