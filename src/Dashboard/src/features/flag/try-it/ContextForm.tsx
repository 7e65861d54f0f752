import { Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useState } from 'react';
import { IconAction } from '@/components/ActionButton';
import { JsonEditor } from '@/components/JsonEditor';
import { formatJson } from '@/lib/json';
import { AttributeRows } from './AttributeRows';
import { attributesOf, type Context, parseAttributes, type Row, randomUserId, rowsOf } from './context';
import { RememberedMenu } from './RememberedMenu';

interface Props {
  context: Context;
  /** Only with what can be sent; what is half-typed stays here. */
  onChange: (context: Context) => void;
  suggestions: string[];
}

/** Who asks: an id and attributes, as rows or as JSON. */
export function ContextForm({ context, onChange, suggestions }: Props) {
  const [rows, setRows] = useState<Row[]>(() => rowsOf(context.attributes));
  const [json, setJson] = useState<string | null>(null);
  const { errors } = attributesOf(rows);
  const parsed = json === null ? null : parseAttributes(json);

  const changeRows = (next: Row[]) => {
    setRows(next);
    onChange({ ...context, attributes: attributesOf(next).attributes });
  };
  const changeJson = (text: string) => {
    setJson(text);
    const attributes = parseAttributes(text);
    if (typeof attributes !== 'string') {
      setRows(rowsOf(attributes));
      onChange({ ...context, attributes });
    }
  };
  const choose = (chosen: Context) => {
    setRows(rowsOf(chosen.attributes));
    setJson(json === null ? null : formatJson(chosen.attributes));
    onChange(chosen);
  };

  return (
    <Stack gap="sm">
      <Group gap={6} align="flex-end" wrap="nowrap">
        <TextInput
          label="User id"
          placeholder="Nobody in particular"
          value={context.userId}
          onChange={(event) => onChange({ ...context, userId: event.currentTarget.value })}
          maxLength={512}
          style={{ flex: 1 }}
        />
        <IconAction
          label="Random user"
          size="input-sm"
          variant="default"
          onClick={() => onChange({ ...context, userId: randomUserId() })}
        >
          <IconDice5 size={18} aria-hidden />
        </IconAction>
      </Group>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          Attributes
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Enter attributes as"
          data={['Rows', 'JSON']}
          value={json === null ? 'Rows' : 'JSON'}
          onChange={(mode) => setJson(mode === 'JSON' ? formatJson(context.attributes) : null)}
        />
      </Group>
      {json === null ? (
        <AttributeRows rows={rows} onChange={changeRows} errors={errors} suggestions={suggestions} />
      ) : (
        <JsonEditor
          label="Attributes as JSON"
          isLabelHidden
          value={json}
          onChange={changeJson}
          error={typeof parsed === 'string' && parsed !== '' ? parsed : undefined}
        />
      )}
      {typeof parsed === 'string' && (
        <Text size="xs" c="dimmed" role="status">
          The answer is for the attributes as they were before.
        </Text>
      )}
      <Group justify="flex-end">
        <RememberedMenu context={context} onChoose={choose} />
      </Group>
    </Stack>
  );
}
