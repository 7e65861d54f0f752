import { Anchor, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CredentialsForm } from './CredentialsForm';

export function SignInPage() {
  useForget();
  const [mode, setMode] = useState<'sign-in' | 'register'>('sign-in');
  const isNew = mode === 'register';
  useDocumentTitle(`${isNew ? 'Create an account' : 'Sign in'} · FeatureFlag`);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={400} gap="lg">
        <Stack align="center" gap="xs">
          <img src="./favicon.svg" width={48} height={48} alt="" />
          <Title order={1} size="h2" ta="center">
            {isNew ? 'Create an account' : 'Sign in to FeatureFlag'}
          </Title>
        </Stack>
        <Paper withBorder p="lg" shadow="xs">
          <CredentialsForm key={mode} mode={mode} />
        </Paper>
        <Text size="sm" c="dimmed" ta="center">
          {isNew
            ? 'New accounts can look at everything and change nothing, until an admin gives them another role. '
            : 'No account yet? '}
          <Anchor component="button" type="button" size="sm" onClick={() => setMode(isNew ? 'sign-in' : 'register')}>
            {isNew ? 'Sign in instead' : 'Create one'}
          </Anchor>
        </Text>
        {!isNew && (
          <Text size="sm" c="dimmed" ta="center">
            First start? The server printed the password of admin@localhost when it started.
          </Text>
        )}
      </Stack>
    </Center>
  );
}

/** Of whoever was here before, nothing is kept, wherever they signed out. */
function useForget(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    queryClient.clear();
    notifications.clean();
  }, [queryClient]);
}
