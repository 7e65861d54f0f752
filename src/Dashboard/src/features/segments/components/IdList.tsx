import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useCopy } from '@/components/useCopy';
import { matching, without } from '../ids';
import { AddIds } from './AddIds';
import { VirtualIds } from './VirtualIds';

const count = new Intl.NumberFormat('en');

interface Props {
  title: string;
  /** "included" or "excluded". */
  name: string;
  description: string;
  ids: string[];
  onChange: (ids: string[]) => void;
  readOnly: boolean;
}

export function IdList({ title, name, description, ids, onChange, readOnly }: Props) {
  const [sought, setSought] = useState('');
  const deferred = useDeferredValue(sought);
  const found = useMemo(() => matching(ids, deferred), [ids, deferred]);
  const [isCopied, copy] = useCopy();
  const isSearching = deferred.trim() !== '';
  return (
    <Paper withBorder p="md" component="section" aria-label={title} miw={0}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" className="numbers">
            {title} · {count.format(ids.length)}
          </Title>
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        </div>
        {ids.length > 0 && (
          <>
            <TextInput
              aria-label={`Find in ${name}`}
              placeholder="Find an id"
              leftSection={<IconSearch size={16} aria-hidden />}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
              size="xs"
            />
            {found.length > 0 && (
              <VirtualIds
                ids={found}
                label={`Ids that are ${name}`}
                onRemove={readOnly ? undefined : (id) => onChange(without(ids, [id]))}
              />
            )}
            <Group gap="xs" justify="space-between">
              <Text size="xs" c="dimmed" role="status" className="numbers">
                {isSearching ? `${count.format(found.length)} of ${count.format(ids.length)}` : ''}
              </Text>
              <Group gap="xs">
                {!readOnly && found.length > 0 && (
                  <Button size="compact-xs" variant="subtle" color="red" onClick={() => onChange(without(ids, found))}>
                    Remove {isSearching ? `the ${count.format(found.length)} found` : 'all'}
                  </Button>
                )}
                <Button size="compact-xs" variant="subtle" onClick={() => void copy(found.join('\n'))}>
                  {isCopied ? 'Copied' : isSearching ? 'Copy found' : 'Copy all'}
                </Button>
              </Group>
            </Group>
          </>
        )}
        {!readOnly && <AddIds name={name} ids={ids} onChange={onChange} />}
        {readOnly && ids.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
