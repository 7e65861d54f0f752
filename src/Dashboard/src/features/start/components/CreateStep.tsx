import { Alert, Group, Text, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { fieldErrorsOf, messageOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { useMutateOnce } from '@/api/useMutateOnce';
import { ActionButton } from '@/components/ActionButton';
import { PageLink } from '@/components/links';
import { keyFault } from '@/lib/keys';
import type { Denied } from '@/lib/permissions';
import { useCreateFirstFlag } from '../api/firstFlag';
import { Step } from './Step';

interface Props {
  flagKey: string;
  onKey: (key: string) => void;
  environment: EnvironmentResponse;
  denied: Denied;
  isThere: boolean;
}

export function CreateStep({ flagKey, onKey, environment, denied, isThere }: Props) {
  const create = useCreateFirstFlag(environment.key);
  const send = useMutateOnce(create);
  const fault = keyFault(flagKey) ?? fieldErrorsOf(create.error).key?.join(' ') ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault === null && denied === null) {
      send(flagKey);
    }
  };
  return (
    <Step
      number={1}
      title="Create a flag"
      text={
        isThere
          ? 'Code asks for it by its key.'
          : `A boolean flag in ${environment.name}, switched on. Code asks for it by its key.`
      }
      isDone={isThere}
    >
      {isThere ? (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <PageLink to="/flags/$key" params={{ key: flagKey }} search={{ env: environment.key }} inherit underline="always">
            {flagKey}
          </PageLink>{' '}
          is in <bdi>{environment.name}</bdi>.
        </Text>
      ) : (
        <form onSubmit={submit}>
          <Group align="flex-start" gap="sm">
            <TextInput
              aria-label="Key of the flag"
              value={flagKey}
              onChange={(event) => {
                create.reset();
                onKey(event.currentTarget.value);
              }}
              error={fault}
              spellCheck={false}
              flex="1 1 12rem"
              maw={360}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <ActionButton type="submit" denied={denied} loading={create.isPending}>
              Create flag
            </ActionButton>
          </Group>
          {create.isError && fieldErrorsOf(create.error).key === undefined && (
            <Alert color="red" mt="sm" role="alert">
              {messageOf(create.error)}
            </Alert>
          )}
        </form>
      )}
    </Step>
  );
}
