import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '@/api/api';
import { fieldErrorsOf, retryAfterOf } from '@/api/errors';
import { FormFault } from '@/components/FormDialog';
import { useCountdown } from '@/lib/useCountdown';
import { session } from '@/session/session';

interface Props {
  /** register: a new account, with a name. */
  mode: 'sign-in' | 'register';
  /** Whose account it most likely is. */
  email?: string;
}

export function CredentialsForm({ mode, email = '' }: Props) {
  const isNew = mode === 'register';
  const [fields, setFields] = useState({ email, password: '', name: '' });
  const enter = useMutation({
    meta: { handled: true },
    mutationFn: () => (isNew ? api.auth.register(fields) : api.auth.login({ email: fields.email, password: fields.password })),
    onSuccess: (answer) => session.start(answer.access_token),
  });
  const wait = useCountdown(retryAfterOf(enter.error), enter.error);
  const errors = fieldErrorsOf(enter.error);
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => setFields({ ...fields, [name]: event.currentTarget.value }),
    error: errors[name]?.join(' '),
    required: true,
    withAsterisk: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait === 0 && !enter.isPending) {
      enter.mutate();
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {isNew && <TextInput label="Name" name="name" autoComplete="name" data-autofocus autoFocus {...field('name')} />}
        <TextInput
          label="E-mail address"
          type="email"
          name="username"
          autoComplete="username"
          data-autofocus={(!isNew && email === '') || undefined}
          autoFocus={!isNew && email === ''}
          {...field('email')}
        />
        <PasswordInput
          label="Password"
          name="password"
          description={isNew ? '8 to 100 characters' : undefined}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          data-autofocus={email !== '' || undefined}
          {...field('password')}
        />
        <FormFault error={enter.error} fields={['email', 'password', 'name']} />
        <Button type="submit" loading={enter.isPending} disabled={wait > 0} fullWidth className="numbers">
          {wait > 0 ? `Try again in ${wait} s` : isNew ? 'Create account' : 'Sign in'}
        </Button>
      </Stack>
    </form>
  );
}
