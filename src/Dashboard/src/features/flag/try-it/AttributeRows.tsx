import { Autocomplete, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { IconAction } from '@/components/ActionButton';
import { newRow, type Row, rowTypes } from './context';

interface Props {
  rows: Row[];
  onChange: (rows: Row[]) => void;
  /** Per row's id. */
  errors: Record<string, string>;
  /** Names that the rules ask about. */
  suggestions: string[];
}

export function AttributeRows({ rows, onChange, errors, suggestions }: Props) {
  const missing = suggestions.filter((name) => !rows.some((row) => row.name === name));
  return (
    <Stack gap="xs">
      {rows.map((row, at) => (
        <AttributeRow
          key={row.id}
          row={row}
          number={at + 1}
          error={errors[row.id]}
          suggestions={missing}
          onChange={(next) => onChange(rows.map((other) => (other.id === row.id ? next : other)))}
          onRemove={() => onChange(rows.filter((other) => other.id !== row.id))}
        />
      ))}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...rows, newRow()])}
        >
          Add attribute
        </Button>
        {missing.slice(0, 6).map((name) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            aria-label={`Add attribute ${name}`}
            onClick={() => onChange([...rows, newRow(name)])}
          >
            + {name}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

interface RowProps {
  row: Row;
  number: number;
  error: string | undefined;
  suggestions: string[];
  onChange: (row: Row) => void;
  onRemove: () => void;
}

function AttributeRow({ row, number, error, suggestions, onChange, onRemove }: RowProps) {
  return (
    <Group gap={6} align="flex-start" role="group" aria-label={`Attribute ${number}`}>
      <Autocomplete
        aria-label="Name"
        placeholder="Name"
        data={suggestions}
        value={row.name}
        onChange={(name) => onChange({ ...row, name })}
        style={{ flex: '1 1 7rem' }}
      />
      <Select
        aria-label="Type"
        data={rowTypes}
        value={row.type}
        onChange={(type) => type !== null && onChange({ ...row, type, text: type === 'boolean' ? 'true' : row.text })}
        allowDeselect={false}
        style={{ flex: '1 1 6.5rem' }}
      />
      {row.type === 'boolean' ? (
        <Select
          aria-label="Value"
          data={[
            { value: 'true', label: 'yes (true)' },
            { value: 'false', label: 'no (false)' },
          ]}
          value={row.text}
          onChange={(text) => onChange({ ...row, text: text ?? 'true' })}
          allowDeselect={false}
          style={{ flex: '1 1 7rem' }}
        />
      ) : (
        <TextInput
          aria-label="Value"
          placeholder={row.type === 'json' ? '["a", "b"]' : 'Value'}
          value={row.text}
          onChange={(event) => onChange({ ...row, text: event.currentTarget.value })}
          error={error}
          style={{ flex: '1 1 7rem' }}
        />
      )}
      <IconAction label="Remove attribute" onClick={onRemove} mt={4}>
        <IconTrash size={16} aria-hidden />
      </IconAction>
    </Group>
  );
}
