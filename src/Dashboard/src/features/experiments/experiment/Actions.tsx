import { IconPlayerStop } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirm } from '@/components/confirm';
import { sayDone } from '@/components/toasts';
import { denyChange, denyDelete } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useLifeCycle } from '../api/lifeCycle';
import { StopDialog } from './StopDialog';

/** What can be done with it as it is. */
export function Actions({ experiment, environment }: { experiment: ExperimentResponse; environment: EnvironmentResponse }) {
  const [isStopping, setStopping] = useState(false);
  const user = useUser();
  const navigate = useNavigate();
  const life = useLifeCycle();
  const denied = denyChange(user, environment);
  const { status, name, key } = experiment;

  const archive = async () => {
    const isMeant = await confirm({
      title: `Archive ${name}?`,
      text: `It goes out of the list; its results stay, and can still be read. It cannot be taken out of the archive again. In ${environment.name}.`,
      action: 'Archive experiment',
    });
    if (isMeant) {
      life.mutate({ experiment, step: { kind: 'archive' } }, { onSuccess: () => sayDone(`${name} is archived.`) });
    }
  };
  const remove = async () => {
    const isMeant = await confirm({
      title: `Delete the draft ${name}?`,
      text: 'Nothing has been measured yet; what was set up is gone then.',
      action: 'Delete draft',
      isDangerous: true,
    });
    if (isMeant) {
      life.mutate(
        { experiment, step: { kind: 'delete' } },
        {
          onSuccess: () => {
            sayDone(`${name} is deleted.`);
            void navigate({ to: '/experiments', ignoreBlocker: true });
          },
        },
      );
    }
  };

  return (
    <>
      {status === 'draft' && (
        <>
          <ActionButton
            denied={denied}
            onClick={() => void navigate({ to: '/experiments/$key', params: { key }, search: { tab: 'set-up', step: 'review' } })}
          >
            Review and start
          </ActionButton>
          <ActionButton variant="default" denied={denyDelete(user)} loading={life.isPending} onClick={() => void remove()}>
            Delete draft
          </ActionButton>
        </>
      )}
      {status !== 'draft' && status !== 'archived' && (
        <ActionButton
          variant="default"
          denied={denied}
          onClick={() => void navigate({ to: '/experiments/$key', params: { key }, search: { tab: 'set-up' } })}
        >
          Edit
        </ActionButton>
      )}
      {status === 'running' && (
        <ActionButton
          variant="default" // nothing invites to stop early
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          denied={denied}
          onClick={() => setStopping(true)}
        >
          Stop
        </ActionButton>
      )}
      {status === 'stopped' && (
        <ActionButton variant="default" denied={denied} loading={life.isPending} onClick={() => void archive()}>
          Archive
        </ActionButton>
      )}
      {isStopping && <StopDialog experiment={experiment} environment={environment} onClose={() => setStopping(false)} />}
    </>
  );
}
