import { Paper, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { EnvironmentResponse } from '@/api/generated/api';
import { type Denied, denyDelete } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { ActionButton } from './ActionButton';
import { confirm } from './confirm';
import { sayDone } from './toasts';

interface Props {
  /** Such as "metric". */
  what: string;
  thing: { key: string; name: string };
  environment: EnvironmentResponse;
  /** Why not now; null: nothing speaks against it but the role. */
  kept: Denied;
  /** What else goes with it, as a sentence. */
  effect?: string;
  work: { isPending: boolean; mutate: (nothing: undefined, options: { onSuccess: () => void }) => void };
  list: '/metrics' | '/layers' | '/holdouts';
}

/** At the end of the page of a thing of an environment. */
export function DeleteThing({ what, thing, environment, kept, effect = '', work, list }: Props) {
  const navigate = useNavigate();
  const denied = denyDelete(useUser()) ?? kept;
  const ask = async () => {
    const isMeant = await confirm({
      title: `Delete ${thing.name}?`,
      text: `It goes from ${environment.name}; the audit history keeps what it was. ${effect}`,
      action: `Delete ${what}`,
      isDangerous: true,
      typed: thing.key,
    });
    if (isMeant) {
      work.mutate(undefined, {
        onSuccess: () => {
          sayDone(`${thing.name} is deleted.`);
          void navigate({ to: list, search: { env: environment.key }, ignoreBlocker: true });
        },
      });
    }
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={`Delete this ${what}`}>
      <Title order={2} size="h5">
        Delete this {what}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Only from <bdi>{environment.name}</bdi>. It cannot be undone. {effect}
      </Text>
      <ActionButton variant="default" denied={denied} loading={work.isPending} onClick={() => void ask()}>
        Delete {what}
      </ActionButton>
    </Paper>
  );
}
