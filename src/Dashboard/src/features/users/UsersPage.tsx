import { IconUsers } from '@tabler/icons-react';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState } from '@/components/States';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { HowToAdd } from './components/HowToAdd';
import { UsersTable } from './components/UsersTable';

export function UsersPage() {
  const user = useUser();
  const denied = denyAdminOnly(user, 'see and manage users');
  return (
    <>
      <PageHeader title="Users" description="Who may sign in, and what they may do." />
      {denied === null ? (
        <>
          <HowToAdd />
          <UsersTable />
        </>
      ) : (
        <EmptyState icon={<IconUsers size={28} />} title="For admins" text={`${denied} Your own role is ${user.role}.`} />
      )}
    </>
  );
}
