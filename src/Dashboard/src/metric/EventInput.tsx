import { Autocomplete, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { eventNamesQuery } from '@/api/eventNames';
import type { EnvironmentResponse, EventName } from '@/api/generated/api';
import { relativeTime } from '@/lib/time';

interface Props {
  environment: EnvironmentResponse;
  value: string;
  onChange: (name: string) => void;
  error: string | undefined;
}

/** The name of an event; those that have arrived are proposed, and one that has not is no mistake. */
export function EventInput({ environment, value, onChange, error }: Props) {
  const arrived = useQuery(eventNamesQuery(environment.key));
  const known = new Map(arrived.data?.map((event) => [event.name, event]));
  return (
    <Autocomplete
      label="Event"
      description={hintOf(value.trim(), known, arrived.isSuccess, environment)}
      data={[...known.keys()]}
      limit={50}
      renderOption={({ option }) => (
        <Group justify="space-between" wrap="nowrap" flex={1} miw={0}>
          <Text size="sm" truncate>
            {option.value}
          </Text>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {seen(known.get(option.value))}
          </Text>
        </Group>
      )}
      value={value}
      onChange={onChange}
      error={error}
      autoCapitalize="off"
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
    />
  );
}

function seen(event: EventName | undefined): string {
  return event === undefined ? '' : `last seen ${relativeTime(event.last_at, Date.now())}`;
}

function hintOf(name: string, known: Map<string, EventName>, isLoaded: boolean, environment: EnvironmentResponse): string {
  if (name === '' || !isLoaded) {
    return 'Its name, as your code sends it.';
  }

  const event = known.get(name);
  return event !== undefined
    ? `Events of this name arrive in ${environment.name}: ${seen(event)}.`
    : `No event of this name has arrived in ${environment.name} yet. That is fine if your code will send it; otherwise look at the spelling.`;
}
