import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldErrorsOf, messageOf } from '@/api/errors';
import { placeInWords } from '@/lib/placeInWords';

/** What the server says is wrong, with the place of each mistake. */
export function ProblemAlert({ error, title }: { error: unknown; title?: string }) {
  const errors = Object.entries(fieldErrorsOf(error));
  return (
    <Alert color="red" role="alert" title={title} icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm">{messageOf(error)}</Text>
      {errors.length > 0 && (
        <List size="sm" mt="xs">
          {errors.map(([place, messages]) => (
            <List.Item key={place} style={{ overflowWrap: 'anywhere' }}>
              <strong>{placeInWords(place)}</strong>: {messages.join(' ')}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
