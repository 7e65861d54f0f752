import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEnvironments } from '@/api/environments';
import { messageOf } from '@/api/errors';
import type { AuditEntryResponse, FlagResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { Dialog } from '@/components/Dialog';
import { ErrorState, LoadingRows } from '@/components/States';
import { sayUndoable } from '@/components/toasts';
import { useUpdateFlag } from '../api/updateFlag';
import { presentFlagQuery } from './api/presentFlag';
import { planRevert } from './planRevert';

interface Props {
  entry: AuditEntryResponse;
  environmentKey: string;
  onClose: () => void;
}

/** Shows what would change now if an entry of the history were taken back, and does it. */
export function RevertDialog({ entry, environmentKey, onClose }: Props) {
  const present = useQuery(presentFlagQuery(entry.entity_key, environmentKey));
  const write = useUpdateFlag(entry.entity_key, environmentKey, true);
  return (
    <Dialog onClose={onClose} isBusy={write.isPending} title="Revert this change" size="lg">
      {present.isPending && <LoadingRows rows={3} />}
      {present.isError && <ErrorState error={present.error} retry={() => void present.refetch()} />}
      {present.isSuccess && <Plan entry={entry} present={present.data} write={write} onClose={onClose} />}
    </Dialog>
  );
}

interface PlanProps {
  entry: AuditEntryResponse;
  present: FlagResponse;
  write: ReturnType<typeof useUpdateFlag>;
  onClose: () => void;
}

function Plan({ entry, present, write, onClose }: PlanProps) {
  const environment = useEnvironments().find((candidate) => candidate.key === present.environment_key);
  const plan = planRevert(entry, present);
  const hasChanges = Object.keys(plan.changes).length > 0;
  const takeBack = useUpdateFlag(present.key, present.environment_key);
  const revert = () => {
    const before = Object.fromEntries(Object.entries(plan.changes).map(([field, change]) => [field, change.old]));
    write.mutate(
      { fields: plan.fields, version: present.version },
      {
        onSuccess: (now) => {
          onClose();
          sayUndoable('The change was reverted.', () => takeBack.mutate({ fields: before, version: now.version }));
        },
      },
    );
  };

  return (
    <Stack>
      <Text size="sm">
        {hasChanges
          ? `This is what will change in ${environment?.name ?? present.environment_key} now. Everything else stays as it is.`
          : 'There is nothing to revert: these fields are as they were before that change.'}
      </Text>
      {hasChanges && <Changes changes={plan.changes} />}
      {hasChanges && plan.changedSince.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="Changed again since">
          {plan.changedSince.join(', ')}: somebody has changed this after the entry that you revert. That later change would be
          lost.
        </Alert>
      )}
      {environment?.is_protected === true && hasChanges && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {environment.name} is protected: this takes effect for its users at once.
        </Alert>
      )}
      {write.isError && (
        <Alert color="red" role="alert">
          {messageOf(write.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} disabled={write.isPending}>
          {hasChanges ? 'Cancel' : 'Close'}
        </Button>
        {hasChanges && (
          <Button loading={write.isPending} onClick={revert} data-autofocus>
            Revert
          </Button>
        )}
      </Group>
    </Stack>
  );
}
