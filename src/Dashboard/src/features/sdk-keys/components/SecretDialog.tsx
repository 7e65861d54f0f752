import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import type { NewSdkKeyResponse } from '@/api/generated/api';
import { CodeBlock } from '@/components/CodeBlock';
import { Dialog } from '@/components/Dialog';
import { addressOf } from '@/lib/address';
import { shellWord } from '@/lib/shell';

function ofrepCall(secret: string): string {
  return [
    `curl -X POST ${shellWord(addressOf('ofrep/v1/evaluate/flags'))} \\`,
    `  -H 'Authorization: Bearer ${secret}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"context": {"targetingKey": "user-1"}}'`,
  ].join('\n');
}

/** The only time that the secret is seen: neither Escape, a click beside it nor the browser's Back closes it. */
export function SecretDialog({ made, onClose }: { made: NewSdkKeyResponse; onClose: () => void }) {
  const [isStored, setIsStored] = useState(false);
  useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: true });
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={`The secret of ${made.name}`}
      size="lg"
    >
      <Stack>
        <Alert color="orange">Copy it now. Only a hash of it is stored, so nobody can show it again.</Alert>
        <CodeBlock code={made.secret} what="secret" />
        <Text size="sm">Try it: this asks for all flags of a user, as an OpenFeature provider does.</Text>
        <CodeBlock code={ofrepCall(made.secret)} what="command" />
        <Checkbox
          label="I have stored the secret"
          checked={isStored}
          onChange={(event) => setIsStored(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button disabled={!isStored} onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
