import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { addIds, parseIds, reportOf } from '../ids';

interface Props {
  /** "included" or "excluded". */
  name: string;
  ids: string[];
  onChange: (ids: string[]) => void;
}

/** Takes one id or many thousands, and says what became of them. */
export function AddIds({ name, ids, onChange }: Props) {
  const [text, setText] = useState('');
  const [report, setReport] = useState('');
  const add = () => {
    const pasted = parseIds(text);
    const { list, present } = addIds(ids, pasted.ids);
    setReport(reportOf(pasted, present, name));
    setText(pasted.unusable.join('\n'));
    if (list.length > ids.length) {
      onChange(list);
    }
  };
  return (
    <Stack gap="xs">
      <Textarea
        label={`Add to ${name}`}
        description="One user id per line; spaces around it are dropped. Paste as many as you like."
        rows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        spellCheck={false}
        autoCapitalize="none"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group gap="sm" align="center">
        <Button variant="default" size="xs" disabled={text.trim() === ''} onClick={add}>
          Add
        </Button>
        <Text size="xs" c="dimmed" role="status" flex="1 1 12rem" style={{ overflowWrap: 'anywhere' }}>
          {report}
        </Text>
      </Group>
    </Stack>
  );
}
