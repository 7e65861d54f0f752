import { Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { EnvironmentResponse, SegmentResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirm } from '@/components/confirm';
import { sayDone } from '@/components/toasts';
import { denyDelete } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteSegment } from '../api/deleteSegment';
import type { Draft } from '../draft';

interface Props {
  segment: SegmentResponse;
  environment: EnvironmentResponse;
  draft: Draft;
  onChange: (fields: Partial<Draft>) => void;
  errors: Record<string, string[]>;
  readOnly: boolean;
}

export function Details({ segment, environment, draft, onChange, errors, readOnly }: Props) {
  return (
    <Stack maw={640}>
      <TextInput
        label="Name"
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={errors.name?.join(' ')}
        readOnly={readOnly}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errors.description?.join(' ')}
        readOnly={readOnly}
      />
      <DeleteSegment segment={segment} environment={environment} />
    </Stack>
  );
}

function DeleteSegment({ segment, environment }: Pick<Props, 'segment' | 'environment'>) {
  const remove = useDeleteSegment(segment.key, environment.key);
  const navigate = useNavigate();
  const ask = async () => {
    const isMeant = await confirm({
      title: `Delete ${segment.name}?`,
      text: `It goes from ${environment.name} with all its ids; the audit history keeps what it was. The server refuses while a flag or another segment uses it.`,
      action: 'Delete segment',
      isDangerous: true,
      typed: segment.key,
    });
    if (isMeant) {
      remove.mutate(undefined, {
        onSuccess: () => {
          sayDone(`${segment.name} is deleted.`);
          void navigate({ to: '/segments', search: { env: environment.key }, ignoreBlocker: true });
        },
      });
    }
  };
  return (
    <Paper withBorder p="md" mt="md">
      <Title order={2} size="h5">
        Delete this segment
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Only from <bdi>{environment.name}</bdi>. It cannot be undone.
      </Text>
      <ActionButton variant="default" denied={denyDelete(useUser())} loading={remove.isPending} onClick={() => void ask()}>
        Delete segment
      </ActionButton>
    </Paper>
  );
}
