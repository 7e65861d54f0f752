import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldErrorsOf, messageOf } from '@/api/errors';
import { placeInWords } from '@/lib/placeInWords';

/** What the server says is wrong, with the place of each mistake. @param text what to do about mistakes. */
export function ProblemAlert({ error, title, text }: { error: unknown; title?: string; text?: string }) {
  const errors = Object.entries(fieldErrorsOf(error));
  return (
    <Alert color="red" role="alert" title={title} icon={<IconAlertTriangle aria-hidden />}>
      {/* The server's own sentence repeats all mistakes. */}
      <Text size="sm">{errors.length === 0 ? messageOf(error) : text}</Text>
      {errors.length > 0 && (
        <List size="sm">
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
