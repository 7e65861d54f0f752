import { Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foundFlagsQuery } from '@/api/flags';
import { useEditing } from './context';

interface Props {
  value: string;
  onChange: (key: string) => void;
  excluded: string[];
  error?: string;
  label?: string;
}

/** A flag of the environment; the server does the searching. */
export function FlagSelect({ value, onChange, excluded, error, label = 'Flag' }: Props) {
  const { environmentKey, readOnly } = useEditing();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed === value ? '' : typed, 200);
  const { data: found = [] } = useQuery({ ...foundFlagsQuery(environmentKey, words), placeholderData: keepPreviousData });
  const names = new Map(found.map((flag) => [flag.key, flag.name]));
  const keys = [...names.keys()].filter((key) => !excluded.includes(key));
  return (
    <Select
      aria-label={label}
      placeholder="Choose a flag"
      data={value !== '' && !keys.includes(value) ? [value, ...keys] : keys}
      value={value === '' ? null : value}
      onChange={(key) => key !== null && onChange(key)}
      allowDeselect={false}
      readOnly={readOnly}
      searchable
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage="No flag has this in its key or name"
      renderOption={({ option }) => (
        <Group gap={6} wrap="nowrap" style={{ overflow: 'hidden' }}>
          <Text size="sm" truncate>
            {option.value}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {names.get(option.value)}
          </Text>
        </Group>
      )}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      error={error}
    />
  );
}
