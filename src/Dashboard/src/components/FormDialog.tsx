import { Alert, Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { fieldErrorsOf, messageOf } from '@/api/errors';
import { placeInWords } from '@/lib/placeInWords';
import { Dialog } from './Dialog';

interface Props {
  title: ReactNode;
  /** The word on the button, such as "Create segment". */
  action: string;
  /** What runs when it is sent. */
  work: { isPending: boolean; error: unknown };
  /** The fields that show their own errors; all others are told below the form. */
  fields: readonly string[];
  onSubmit: () => void;
  onClose: () => void;
  isReady?: boolean;
  size?: string;
  children: ReactNode;
}

/** A small form over the page. It closes only when it is told to, so that a slip of the mouse loses nothing. */
export function FormDialog({ title, action, work, fields, onSubmit, onClose, isReady = true, size, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !work.isPending) {
      onSubmit();
    }
  };
  return (
    <Dialog onClose={onClose} title={title} size={size} closeOnClickOutside={false} isBusy={work.isPending}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {children}
          <FormFault error={work.error} fields={fields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={work.isPending}>
              Cancel
            </Button>
            <Button type="submit" loading={work.isPending} disabled={!isReady}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What went wrong, as far as no field of the form says it. */
export function FormFault({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (error === null || error === undefined) {
    return null;
  }

  const errors = Object.entries(fieldErrorsOf(error));
  const others = errors
    .filter(([field]) => !fields.includes(field))
    .map(([field, messages]) => `${placeInWords(field)}: ${messages.join(' ')}`);
  return errors.length > 0 && others.length === 0 ? null : (
    <Alert color="red" role="alert">
      {errors.length > 0 ? others.join(' ') : messageOf(error)}
    </Alert>
  );
}
