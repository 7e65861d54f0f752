import { Alert, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useEnvironment } from '@/api/environments';
import type { FlagResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { CopyButton } from '@/components/CopyButton';
import { confirm } from '@/components/confirm';
import { denyKeys } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useCreateSdkKey } from './api/createSdkKey';

export type KeyKind = 'server' | 'client';

const beginnings: Record<KeyKind, string> = { server: 'ffs_', client: 'ffc_' };

export const placeholders: Record<KeyKind, string> = { server: 'ffs_YOUR_SERVER_KEY', client: 'ffc_YOUR_CLIENT_KEY' };

interface Props {
  flag: FlagResponse;
  kind: KeyKind;
  /** Kept in memory only; undefined: none. */
  value: string | undefined;
  onChange: (key: string | undefined) => void;
}

/** Where the SDK key for the code comes from: pasted, or made here. */
export function KeyBox({ flag, kind, value, onChange }: Props) {
  const user = useUser();
  const environment = useEnvironment(flag.environment_key);
  const [typed, setTyped] = useState(value ?? '');
  const isWrong = typed !== '' && !typed.startsWith(beginnings[kind]);
  const take = (text: string) => {
    setTyped(text);
    onChange(text.startsWith(beginnings[kind]) ? text : undefined);
  };
  const create = useCreateSdkKey(flag.environment_key, (made) => take(made.secret));
  const make = async () => {
    const name = `Code for ${flag.key}`.slice(0, 100);
    const place = environment?.name ?? flag.environment_key;
    const isAgreed = await confirm({
      title: `Create a ${kind} key for ${place}?`,
      text: `It is named “${name}” and does not expire: rotate or delete it under SDK keys.${environment?.is_protected === true ? ` ${place} is protected, and the key opens it to whoever has the key.` : ''}`,
      action: `Create a ${kind} key`,
    });
    if (isAgreed) {
      create.mutate({ name, kind });
    }
  };

  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <TextInput
          label={`${kind === 'server' ? 'Server' : 'Client'} key of ${environment?.name ?? flag.environment_key}`}
          placeholder={`${beginnings[kind]}…`}
          value={typed}
          onChange={(event) => take(event.currentTarget.value.trim())}
          error={isWrong ? `A ${kind} key begins with ${beginnings[kind]}` : undefined}
          autoComplete="off"
          spellCheck={false}
          style={{ flex: '1 1 18rem' }}
          maw={460}
        />
        <ActionButton
          variant="default"
          leftSection={<IconKey size={16} aria-hidden />}
          loading={create.isPending}
          denied={environment === undefined ? null : denyKeys(user, environment)}
          onClick={() => void make()}
        >
          Create a {kind} key
        </ActionButton>
      </Group>
      <Text size="xs" c="dimmed">
        Paste a key to have it in the code below; it is kept in this page only, and not sent anywhere.
      </Text>
      {create.data !== undefined && create.data.secret === value && (
        <Alert color="teal" icon={<IconKey aria-hidden />} role="status" title="Copy the key now">
          <Group gap="xs">
            <Text size="sm">The server keeps only a hash of it and cannot show it again.</Text>
            <CopyButton value={create.data.secret} what="SDK key" />
          </Group>
        </Alert>
      )}
    </Stack>
  );
}
