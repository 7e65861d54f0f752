import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import { FormFault } from '@/components/FormDialog';
import { sayDone } from '@/components/toasts';
import { useUser } from '@/session/user';
import { useChangePassword } from '../api/changePassword';
import { Section } from './Section';

const none = { current: '', next: '', repeated: '' };

export function Password() {
  const user = useUser();
  const [fields, setFields] = useState(none);
  const [isMismatch, setIsMismatch] = useState(false);
  const change = useChangePassword();
  const errors = fieldErrorsOf(change.error);
  const bind = (name: keyof typeof none) => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsMismatch(fields.next !== fields.repeated);
    if (fields.next === fields.repeated) {
      change.mutate(
        { current_password: fields.current, new_password: fields.next },
        {
          onSuccess: () => {
            setFields(none);
            sayDone('Your password is changed. Your sessions in other browsers have ended.');
          },
        },
      );
    }
  };

  return (
    <Section title="Password" description="Changing it ends your sessions everywhere else.">
      <form onSubmit={submit} noValidate>
        <Stack maw={400}>
          {/* For password managers: whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            error={errors.current_password?.join(' ')}
            {...bind('current')}
          />
          <PasswordInput
            label="New password"
            description="8 to 100 characters"
            autoComplete="new-password"
            error={errors.new_password?.join(' ')}
            {...bind('next')}
          />
          <PasswordInput
            label="New password, again"
            autoComplete="new-password"
            error={isMismatch && 'is not the same as the one above.'}
            {...bind('repeated')}
          />
          <FormFault error={change.error} fields={['current_password', 'new_password']} />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={Object.values(fields).includes('')}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
