import { Alert, Box, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { EnvironmentResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { FormDialog } from '@/components/FormDialog';
import { changesOf, type Draft } from '../draft';

interface Props {
  environment: EnvironmentResponse;
  base: Draft;
  draft: Draft;
  work: { isPending: boolean; error: unknown };
  onSave: () => void;
  onClose: () => void;
}

/** What would change, before it does. */
export function ReviewDialog({ environment, base, draft, work, onSave, onClose }: Props) {
  return (
    <FormDialog
      title={`Save to ${environment.name}`}
      action={`Save to ${environment.name}`}
      size="lg"
      work={work}
      fields={[]}
      onSubmit={onSave}
      onClose={onClose}
    >
      {environment.is_protected && (
        <Alert color="orange" icon={<IconLock aria-hidden />}>
          <bdi>{environment.name}</bdi> is protected. The change holds for its users within a second.
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        This changes in <bdi>{environment.name}</bdi>, and nowhere else:
      </Text>
      <Box mah="50vh" style={{ overflowY: 'auto' }}>
        <Changes changes={changesOf(base, draft)} />
      </Box>
    </FormDialog>
  );
}
