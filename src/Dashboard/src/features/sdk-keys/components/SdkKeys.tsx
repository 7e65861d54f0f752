import { Group } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EnvironmentResponse, NewSdkKeyResponse, SdkKeyResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { sayDone } from '@/components/toasts';
import { denyKeys } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteSdkKey } from '../api/deleteSdkKey';
import { sdkKeysQuery } from '../api/sdkKeys';
import { CreateSdkKeyDialog } from './CreateSdkKeyDialog';
import { confirmDelete } from './confirmDelete';
import { RotateDialog } from './RotateDialog';
import { SdkKeysTable } from './SdkKeysTable';
import { SecretDialog } from './SecretDialog';

type Open = { kind: 'create' } | { kind: 'rotate'; key: SdkKeyResponse } | { kind: 'secret'; made: NewSdkKeyResponse } | null;

/** Of one environment. */
export function SdkKeys({ environment }: { environment: EnvironmentResponse }) {
  const keys = useQuery(sdkKeysQuery(environment.key));
  const denied = denyKeys(useUser(), environment);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const showSecret = (made: NewSdkKeyResponse) => setOpen({ kind: 'secret', made });
  const remove = useDeleteSdkKey(environment.key);
  const askToDelete = async (key: SdkKeyResponse) => {
    if (await confirmDelete(key, environment)) {
      remove.mutate(key.id, { onSuccess: () => sayDone(`${key.name} is deleted.`) });
    }
  };
  const create = (
    <ActionButton leftSection={<IconPlus size={16} aria-hidden />} denied={denied} onClick={() => setOpen({ kind: 'create' })}>
      Create SDK key
    </ActionButton>
  );

  return (
    <>
      {keys.isPending && <LoadingRows />}
      {keys.isError && keys.data === undefined && <ErrorState error={keys.error} retry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && (
        <EmptyState
          icon={<IconKey size={28} />}
          title={`No SDK keys for ${environment.name}`}
          text="An SDK needs one to ask for flags. Create one for each service, so that each can be replaced by itself."
        >
          {create}
        </EmptyState>
      )}
      {keys.data !== undefined && keys.data.length > 0 && (
        <>
          <Group justify="flex-end" mb="sm">
            {create}
          </Group>
          <SdkKeysTable
            keys={keys.data}
            denied={denied}
            onRotate={(key) => setOpen({ kind: 'rotate', key })}
            onDelete={(key) => void askToDelete(key)}
          />
        </>
      )}
      {open?.kind === 'create' && <CreateSdkKeyDialog environment={environment} onClose={close} onCreated={showSecret} />}
      {open?.kind === 'rotate' && (
        <RotateDialog environment={environment} sdkKey={open.key} onClose={close} onRotated={showSecret} />
      )}
      {open?.kind === 'secret' && <SecretDialog made={open.made} onClose={close} />}
    </>
  );
}
