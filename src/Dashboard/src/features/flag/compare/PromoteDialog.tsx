import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { statusOf } from '@/api/errors';
import type { EnvironmentResponse, FlagComparisonResponse, PromotionResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { Dialog } from '@/components/Dialog';
import { ProblemAlert } from '@/components/ProblemAlert';
import { LoadingRows } from '@/components/States';
import { sayDone, sayUndoable } from '@/components/toasts';
import { useUpdateFlag } from '../api/updateFlag';
import { type Promotion, promotionTrialQuery, usePromotion } from './api/comparison';

interface Props {
  comparison: FlagComparisonResponse;
  from: string;
  target: EnvironmentResponse;
  onClose: () => void;
}

/** Shows by a trial run what would change in the other environment, and does it. */
export function PromoteDialog({ comparison, from, target, onClose }: Props) {
  const present = comparison.environments.find((place) => place.environment_key === target.key)?.flag ?? null;
  const promotion: Promotion = { key: comparison.key, from, to: target.key, version: present?.version ?? null };
  const trial = useQuery(promotionTrialQuery(promotion));
  const promote = usePromote(promotion, target, onClose);
  const hasChanges = Object.keys(trial.data?.changes ?? {}).length > 0;
  return (
    <Dialog onClose={onClose} title={`Promote to ${target.name}`} isBusy={promote.isPending} size="xl">
      <Stack>
        {trial.isPending && <LoadingRows rows={3} />}
        {trial.isSuccess && <Outcome trial={trial.data} target={target} isNew={present === null} />}
        {trial.isError && <Refusal error={trial.error} />}
        {promote.isError && <Refusal error={promote.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={promote.isPending}>
            {trial.isSuccess && !hasChanges ? 'Close' : 'Cancel'}
          </Button>
          {(hasChanges || !trial.isSuccess) && (
            <Button disabled={!trial.isSuccess || trial.isPlaceholderData} loading={promote.isPending} onClick={promote.run}>
              Promote to {target.name}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function Outcome({ trial, target, isNew }: { trial: PromotionResponse; target: EnvironmentResponse; isNew: boolean }) {
  if (Object.keys(trial.changes).length === 0) {
    return <Text size="sm">There is nothing to promote: the flag is the same in both environments.</Text>;
  }

  return (
    <>
      <Text size="sm">
        {isNew
          ? `The flag will be created in ${target.name} as shown. To take that back it would have to be deleted there.`
          : `This is what will change in ${target.name}. Everything else is the same already.`}
      </Text>
      {target.is_protected && (
        <Alert color="orange" icon={<IconLock aria-hidden />}>
          {target.name} is protected: this takes effect for its users at once.
        </Alert>
      )}
      <Changes changes={trial.changes} />
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  return statusOf(error) === 412 ? (
    <Alert color="orange" role="alert" title="Changed meanwhile">
      Somebody has changed the flag there since this page was loaded. What you see is being renewed; look again before you
      promote.
    </Alert>
  ) : (
    <ProblemAlert
      error={error}
      title="This cannot be promoted"
      text="The flag does not fit there. Create there first what it refers to."
    />
  );
}

function usePromote(promotion: Promotion, target: EnvironmentResponse, onDone: () => void) {
  const promote = usePromotion();
  const takeBack = useUpdateFlag(promotion.key, promotion.to);
  const run = () =>
    promote.mutate(promotion, {
      onSuccess: ({ changes, flag }) => {
        onDone();
        const message = `The flag was promoted to ${target.name}.`;
        if (promotion.version === null) {
          sayDone(message);
          return;
        }

        const fields = Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, change.old]));
        sayUndoable(message, () => takeBack.mutate({ fields, version: flag.version }));
      },
    });
  return { run, isPending: promote.isPending, isError: promote.isError, error: promote.error };
}
