import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { messageOf } from '@/api/errors';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { Dialog } from '@/components/Dialog';
import { changesBetween } from '@/lib/changes';
import type { Fields } from '../draft/fields';

interface Props {
  base: FlagResponse;
  changes: Partial<Fields>;
  environment: EnvironmentResponse;
  isSaving: boolean;
  error: unknown;
  onSave: () => void;
  onClose: () => void;
}

/** What will change, before it does. */
export function ReviewDialog({ base, changes, environment, isSaving, error, onSave, onClose }: Props) {
  return (
    <Dialog onClose={onClose} isBusy={isSaving} size="xl" title={`Save to ${environment.name}`}>
      <Stack>
        <Text size="sm">
          What will change for <b>{base.name}</b> in <b>{environment.name}</b>:
        </Text>
        <Changes changes={changesBetween(base, changes)} />
        {environment.is_protected && (
          <Alert color="orange" icon={<IconLock aria-hidden />} title={`${environment.name} is protected`}>
            {base.is_enabled
              ? 'The flag is on: users get this as soon as it is saved.'
              : 'The flag is off: users get this when it is turned on.'}
          </Alert>
        )}
        {error !== null && error !== undefined && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not saved" role="alert">
            {messageOf(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={isSaving}>
            Back
          </Button>
          <Button onClick={onSave} loading={isSaving} data-autofocus color={environment.is_protected ? 'red' : undefined}>
            Save to {environment.name}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
