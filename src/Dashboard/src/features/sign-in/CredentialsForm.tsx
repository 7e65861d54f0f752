import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '@/api/api';
import { fieldErrorsOf, messageOf } from '@/api/errors';
import type { TokenResponse } from '@/api/generated/api';
import { session } from '@/session/session';

interface Props {
  /** register: a new account, with a name. */
  mode: 'sign-in' | 'register';
  onDone?: (answer: TokenResponse) => void;
}

export function CredentialsForm({ mode, onDone }: Props) {
  const [fields, setFields] = useState({ email: '', password: '', name: '' });
  const enter = useMutation({
    meta: { handled: true },
    mutationFn: () =>
      mode === 'register' ? api.auth.register(fields) : api.auth.login({ email: fields.email, password: fields.password }),
    onSuccess: (answer) => {
      session.start(answer.access_token);
      onDone?.(answer);
    },
  });
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
    enter.mutate();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {mode === 'register' && <TextInput label="Name" autoComplete="name" data-autofocus {...field('name')} />}
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          data-autofocus={mode === 'sign-in'}
          {...field('email')}
        />
        <PasswordInput
          label="Password"
          description={mode === 'register' ? '8 to 100 characters' : undefined}
          autoComplete={mode === 'register' ? 'new-password' : 'current-password'}
          {...field('password')}
        />
        {enter.isError && Object.keys(errors).length === 0 && (
          <Alert color="red" role="alert">
            {messageOf(enter.error)}
          </Alert>
        )}
        <Button type="submit" loading={enter.isPending} fullWidth>
          {mode === 'register' ? 'Create account' : 'Sign in'}
        </Button>
      </Stack>
    </form>
  );
}
