import { Checkbox, Stack, Text } from '@mantine/core';
import { messageOf, statusOf } from '@/api/errors';
import { PageLink } from '@/components/links';
import type { Outcome } from '../api/createFlag';
import type { Place } from '../places';

interface Props {
  places: Place[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  outcomes: Record<string, Outcome>;
  flagKey: string;
  error: string | undefined;
}

/** Where the flag is created, and afterwards how that went in each environment. */
export function EnvironmentChoice({ places, chosen, onChange, outcomes, flagKey, error }: Props) {
  return (
    <Checkbox.Group
      label="Environments"
      description="It is created switched off, so nothing changes for anybody yet"
      value={chosen}
      onChange={onChange}
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {places.map(({ environment, denied }) => {
          const outcome = outcomes[environment.key];
          const isCreated = outcome?.state === 'created';
          return (
            <div key={environment.key}>
              <Checkbox
                value={environment.key}
                label={`${environment.name}${isCreated ? ': created' : ''}`}
                description={denied ?? undefined}
                disabled={denied !== null || isCreated}
              />
              {outcome?.state === 'failed' && (
                <Text size="sm" c="var(--mantine-color-error)" pl={32} role="alert" style={{ overflowWrap: 'anywhere' }}>
                  {messageOf(outcome.error)}{' '}
                  {statusOf(outcome.error) === 409 && (
                    <PageLink
                      to="/flags/$key"
                      params={{ key: flagKey }}
                      search={{ env: environment.key }}
                      inherit
                      underline="always"
                    >
                      Open {flagKey}
                    </PageLink>
                  )}
                </Text>
              )}
            </div>
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}
