import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Dialog } from '@/components/Dialog';
import { session } from '@/session/session';
import { ownUser } from '@/session/user';
import { CredentialsForm } from './CredentialsForm';

/** Over the page, which keeps what was not saved. Goes when somebody signs in, here or in another tab. */
export function SessionExpiredDialog() {
  const queryClient = useQueryClient();
  const user = queryClient.getQueryData(ownUser.queryKey);
  useEffect(() => () => void queryClient.invalidateQueries(), [queryClient]);
  return (
    <Dialog onClose={() => undefined} withCloseButton={false} title="Your session has ended" zIndex={300}>
      <Stack>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {user === undefined ? (
            'Sign in again to go on.'
          ) : (
            <>
              Sign in again to go on as <bdi>{user.name}</bdi>. What you were doing is still here; for anybody else the page is
              loaded anew.
            </>
          )}
        </Text>
        <CredentialsForm mode="sign-in" email={user?.email} />
        <Button variant="subtle" color="gray" onClick={session.end}>
          Leave, and lose what is not saved
        </Button>
      </Stack>
    </Dialog>
  );
}
