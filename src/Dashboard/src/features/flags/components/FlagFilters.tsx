import { Button, Checkbox, Collapse, Group, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { EnvironmentResponse, FlagOverviewResponse } from '@/api/generated/api';
import { typeNames } from '@/lib/flagTypes';
import { choices, type FlagSearch, staleFilters, states } from '../filter';

interface Props {
  flags: FlagOverviewResponse[];
  environments: EnvironmentResponse[];
  search: FlagSearch & { archived?: string };
  text: string;
  onText: (text: string) => void;
  onChange: (search: Partial<Props['search']>) => void;
  isNarrow: boolean;
}

const filters = ['tag', 'type', 'owner', 'state', 'stale', 'env', 'archived'] as const;

export function FlagFilters({ isNarrow, text, onText, ...props }: Props) {
  const [isOpen, { toggle }] = useDisclosure();
  const count = filters.filter((name) => props.search[name] !== undefined).length;
  const field = (
    <TextInput
      type="search"
      aria-label="Search flags"
      aria-keyshortcuts="/"
      placeholder="Find a flag"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      flex="1 1 12rem"
      maw={isNarrow ? undefined : 320}
    />
  );
  if (!isNarrow) {
    return (
      <Group gap="xs">
        {field}
        <Choices {...props} />
      </Group>
    );
  }

  return (
    <>
      <Group gap="xs" wrap="nowrap">
        {field}
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          onClick={toggle}
          aria-expanded={isOpen}
        >
          Filters{count > 0 && ` (${count})`}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Group gap="xs" mt="xs">
          <Choices {...props} />
        </Group>
      </Collapse>
    </>
  );
}

const look = { flex: '1 1 7rem', maw: 170, comboboxProps: { width: 'max-content', position: 'bottom-start' } } as const;

function Choices({ flags, environments, search, onChange }: Pick<Props, 'flags' | 'environments' | 'search' | 'onChange'>) {
  const { tags, owners } = useMemo(() => choices(flags), [flags]);
  const choice = (name: (typeof filters)[number], label: string, data: (string | { value: string; label: string })[]) => {
    const value = search[name] ?? null;
    const isKnown = value === null || data.some((item) => (typeof item === 'string' ? item : item.value) === value);
    return (
      <Select
        aria-label={label}
        placeholder={label}
        data={isKnown ? data : [value, ...data]}
        value={value}
        onChange={(next) => onChange({ [name]: next ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': `Clear: ${label}` }}
        searchable={data.length > 10}
        limit={100}
        nothingFoundMessage="None"
        {...look}
        flex={name === 'env' ? '2 1 9.5rem' : look.flex}
      />
    );
  };
  return (
    <>
      <StateChoice search={search} onChange={onChange} />
      {choice(
        'env',
        'Anywhere',
        environments.map(({ key, name }) => ({ value: key, label: `in ${name}` })),
      )}
      {choice(
        'type',
        'Any type',
        Object.entries(typeNames).map(([value, label]) => ({ value, label })),
      )}
      {choice('tag', 'Any tag', tags)}
      {choice('owner', 'Any owner', owners)}
      <Checkbox
        label="Archived"
        checked={search.archived === 'true'}
        onChange={(event) => onChange({ archived: event.currentTarget.checked ? 'true' : undefined })}
      />
    </>
  );
}

const stale = 'stale:';

/** How a flag stands, or why it may be ready to go: the address names them apart. */
function StateChoice({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const label = 'Any state';
  const value = search.stale === undefined ? (search.state ?? null) : stale + search.stale;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[
        { group: 'Stands', items: [...states] },
        { group: 'May be ready to go', items: staleFilters.map((item) => ({ ...item, value: stale + item.value })) },
      ]}
      value={value}
      onChange={(next) =>
        onChange(
          next?.startsWith(stale) === true
            ? { stale: next.slice(stale.length), state: undefined }
            : { state: next ?? undefined, stale: undefined },
        )
      }
      clearable
      clearButtonProps={{ 'aria-label': `Clear: ${label}` }}
      {...look}
    />
  );
}
