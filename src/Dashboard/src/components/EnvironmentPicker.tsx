import { Group, Select, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEnvironments } from '@/api/environments';

/** Which environment a page is about; its choice belongs into the URL ("env"). */
export function EnvironmentPicker({
  value,
  onChange,
  label = 'Environment',
}: {
  value: string;
  onChange: (key: string) => void;
  label?: string;
}) {
  const environments = useEnvironments();
  const isProtected = (key: string) => environments.find((environment) => environment.key === key)?.is_protected === true;
  const lock = <IconLock size={14} aria-label="protected" />;
  return (
    <Select
      aria-label={label}
      data={environments.map((environment) => ({ value: environment.key, label: environment.name }))}
      value={value}
      onChange={(key) => key !== null && onChange(key)}
      allowDeselect={false}
      searchable={environments.length > 8}
      leftSection={isProtected(value) ? lock : undefined}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm">{option.label}</Text>
          {isProtected(option.value) && lock}
        </Group>
      )}
      w={200}
    />
  );
}
