import { IconPlus, IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEnvironments } from '@/api/environments';
import type { EnvironmentResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import { ActionButton } from '@/components/ActionButton';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState } from '@/components/States';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { CreateEnvironmentDialog } from './components/CreateEnvironmentDialog';
import { EditEnvironmentDialog } from './components/EditEnvironmentDialog';
import { EnvironmentsTable } from './components/EnvironmentsTable';
import { useDelete } from './components/useDelete';
import { countFlags } from './countFlags';

export function EnvironmentsPage() {
  const user = useUser();
  const environments = useEnvironments();
  const [isCreating, setIsCreating] = useState(false);
  const [edited, setEdited] = useState<EnvironmentResponse | null>(null);
  const { data: flagCounts } = useQuery({ ...overviewQuery(), select: countFlags });
  const remove = useDelete();
  const create = (
    <ActionButton
      leftSection={<IconPlus size={16} aria-hidden />}
      denied={denyAdminOnly(user, 'create environments')}
      onClick={() => setIsCreating(true)}
    >
      Create environment
    </ActionButton>
  );
  return (
    <>
      <PageHeader
        title="Environments"
        description="Each flag has a configuration of its own in each of them: a change in one never touches another."
      >
        {environments.length > 0 && create}
      </PageHeader>
      {environments.length === 0 ? (
        <EmptyState
          icon={<IconServer size={28} />}
          title="No environments"
          text="Flags live in environments, such as development and production. Create one to begin."
        >
          {create}
        </EmptyState>
      ) : (
        <EnvironmentsTable
          environments={environments}
          flagCounts={flagCounts}
          onEdit={setEdited}
          onDelete={(environment) => void remove(environment)}
        />
      )}
      {isCreating && <CreateEnvironmentDialog onClose={() => setIsCreating(false)} />}
      {edited !== null && <EditEnvironmentDialog environment={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
