import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { session } from '@/session/session';
import { CredentialsForm } from './CredentialsForm';

/** Over the page, which keeps what was not saved. */
export function SessionExpiredDialog() {
  const queryClient = useQueryClient();
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title="Your session has ended" centered>
      <Stack>
        <Text size="sm">Sign in again to go on. What you were doing is still here.</Text>
        <CredentialsForm mode="sign-in" onDone={() => void queryClient.invalidateQueries()} />
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            session.end();
            queryClient.clear();
          }}
        >
          Leave, and lose what is not saved
        </Button>
      </Stack>
    </Modal>
  );
}
