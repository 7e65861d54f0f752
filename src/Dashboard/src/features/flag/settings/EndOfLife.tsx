import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import type { FlagResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirm } from '@/components/confirm';
import { ErrorState, LoadingRows } from '@/components/States';
import { sayDone, sayUndoable } from '@/components/toasts';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteFlag } from '../api/deleteFlag';
import { dependantsQuery } from '../api/dependants';
import { useUpdateFlag } from '../api/updateFlag';
import { useDraftView } from '../draft/context';
import { Step } from '../targeting/Step';
import { Dependants } from './Dependants';

/** Archiving, which can be taken back, and deleting, which cannot. */
export function EndOfLife({ flag }: { flag: FlagResponse }) {
  const dependants = useQuery(dependantsQuery(flag.key, flag.environment_key));
  const place = useEnvironment(flag.environment_key)?.name ?? flag.environment_key;
  return (
    <Step title="End of life" text={`In ${place} alone: other environments keep their own.`}>
      <Stack gap="md">
        {dependants.isPending && <LoadingRows rows={1} />}
        {dependants.error !== null && <ErrorState error={dependants.error} retry={() => void dependants.refetch()} />}
        {dependants.data !== undefined && <Dependants dependants={dependants.data} environmentKey={flag.environment_key} />}
        <Archiving flag={flag} place={place} />
        <Deleting flag={flag} place={place} isNeeded={(dependants.data?.length ?? 0) > 0} />
      </Stack>
    </Step>
  );
}

function Archiving({ flag, place }: { flag: FlagResponse; place: string }) {
  const { denied, rebase } = useDraftView();
  const update = useUpdateFlag(flag.key, flag.environment_key);
  const archive = async (is_archived: boolean) => {
    const isAgreed = await confirm({
      title: is_archived ? `Archive ${flag.name} in ${place}?` : `Bring ${flag.name} back in ${place}?`,
      text: is_archived
        ? `Everybody gets the off variant, “${flag.off_variant}”, and flags that need this one are no longer met. It can be brought back.`
        : 'It decides again what users get.',
      action: is_archived ? 'Archive' : 'Bring back',
    });
    if (isAgreed) {
      const save = (value: boolean) => update.mutateAsync({ fields: { is_archived: value } }).then(rebase);
      save(is_archived).then(
        () => sayUndoable(is_archived ? 'Archived.' : 'Brought back.', () => void save(!is_archived).catch(() => {})),
        () => {}, // was told
      );
    }
  };
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" flex="1 1 16rem">
        {flag.is_archived
          ? 'This flag is archived: everybody gets its off variant.'
          : 'Archive a flag that code no longer asks for: it serves its off variant, and can be brought back.'}
      </Text>
      <ActionButton variant="default" denied={denied} loading={update.isPending} onClick={() => archive(!flag.is_archived)}>
        {flag.is_archived ? 'Bring back' : 'Archive flag'}
      </ActionButton>
    </Group>
  );
}

function Deleting({ flag, place, isNeeded }: { flag: FlagResponse; place: string; isNeeded: boolean }) {
  const { denied } = useDraftView();
  const user = useUser();
  const navigate = useNavigate();
  const deletion = useDeleteFlag(flag.key, flag.environment_key);
  const hindrance =
    denyAdminOnly(user, 'delete flags') ?? denied ?? (isNeeded ? 'Others look into this flag. Change those first.' : null);
  const remove = async () => {
    const isAgreed = await confirm({
      title: `Delete ${flag.name} from ${place}?`,
      text: 'Code that asks for it there gets its own default. Its history stays; the audit page can restore the flag from there.',
      action: 'Delete flag',
      isDangerous: true,
      typed: flag.key,
    });
    if (isAgreed) {
      deletion.mutate(undefined, {
        onSuccess: () => {
          sayDone(`Deleted ${flag.name} from ${place}.`);
          void navigate({ to: '/flags', ignoreBlocker: true });
        },
      });
    }
  };
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" flex="1 1 16rem">
        Delete it from {place} for good.
      </Text>
      <ActionButton color="red" variant="outline" denied={hindrance} loading={deletion.isPending} onClick={remove}>
        Delete flag
      </ActionButton>
    </Group>
  );
}
