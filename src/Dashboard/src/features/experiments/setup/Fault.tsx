import { Alert, Button, Stack, Text } from '@mantine/core';
import { fieldErrorsOf, messageOf } from '@/api/errors';

/** What went wrong as a whole; what is wrong with a field stands there. @param onReload takes what the server has by now */
export function Fault({ error, onReload }: { error: unknown; onReload?: () => void }) {
  if (error === null || error === undefined || Object.keys(fieldErrorsOf(error)).length > 0) {
    return null;
  }
  return (
    <Alert color="red" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{messageOf(error)}</Text>
        {onReload !== undefined && (
          <Button size="xs" variant="default" onClick={onReload}>
            Drop my changes and show what is saved
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
