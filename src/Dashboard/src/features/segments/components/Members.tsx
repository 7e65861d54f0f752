import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Draft } from '../draft';
import { inBoth, maxIds, without } from '../ids';
import { IdList } from './IdList';

const count = new Intl.NumberFormat('en');

interface Props {
  draft: Draft;
  onChange: (fields: Partial<Draft>) => void;
  readOnly: boolean;
}

export function Members({ draft, onChange, readOnly }: Props) {
  const { included, excluded } = draft;
  const both = useMemo(() => inBoth(included, excluded), [included, excluded]);
  const total = included.length + excluded.length;
  return (
    <Stack>
      {total > maxIds && (
        <Alert color="red" title="Too many ids">
          A segment holds at most {count.format(maxIds)} ids in both lists together; these are {count.format(total)}. Use a
          condition, or split it into several segments.
        </Alert>
      )}
      {both.length > 0 && (
        <Alert color="orange" title={`${count.format(both.length)} in both lists`}>
          <Group justify="space-between" gap="sm">
            <Text size="sm" flex="1 1 16rem" style={{ overflowWrap: 'anywhere' }}>
              Excluded wins, so they are out:{' '}
              {both
                .slice(0, 3)
                .map((id) => id.slice(0, 60))
                .join(', ')}
              {both.length > 3 && ' …'}
            </Text>
            {!readOnly && (
              <Button size="xs" variant="default" onClick={() => onChange({ included: without(included, both) })}>
                Take them off included
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <IdList
          title="Included"
          name="included"
          description="In, whatever the condition says."
          ids={included}
          onChange={(ids) => onChange({ included: ids })}
          readOnly={readOnly}
        />
        <IdList
          title="Excluded"
          name="excluded"
          description="Out, even when included or when the condition holds."
          ids={excluded}
          onChange={(ids) => onChange({ excluded: ids })}
          readOnly={readOnly}
        />
      </SimpleGrid>
    </Stack>
  );
}
