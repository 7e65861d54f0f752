import { Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EnvironmentResponse } from '@/api/generated/api';
import { denyChange } from '@/lib/permissions';
import { useAddressText } from '@/lib/useAddressText';
import { useUser } from '@/session/user';
import { ActionButton } from './ActionButton';
import { EmptyState, ErrorState, LoadingRows } from './States';

interface Props<T> {
  /** Such as "metric". */
  what: string;
  environment: EnvironmentResponse;
  query: UseQueryResult<T[]>;
  /** Text to find, as the address has it. */
  q: string | undefined;
  onSearch: (q: string | undefined) => void;
  onCreate: () => void;
  /** In what of a thing the text is looked for. */
  textOf: (thing: T) => string;
  icon: ReactNode;
  /** What such a thing is for, where there is none. */
  purpose: string;
  children: (found: T[]) => ReactNode;
}

/** Things of one environment: to be found, and made. */
export function KeyedList<T>({
  what,
  environment,
  query,
  q = '',
  onSearch,
  onCreate,
  textOf,
  icon,
  purpose,
  children,
}: Props<T>) {
  const denied = denyChange(useUser(), environment);
  const [text, setText] = useAddressText(q, onSearch);
  if (query.data === undefined) {
    return query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <LoadingRows />;
  }

  const button = (
    <ActionButton leftSection={<IconPlus size={16} aria-hidden />} denied={denied} onClick={onCreate}>
      Create {what}
    </ActionButton>
  );
  if (query.data.length === 0) {
    return (
      <EmptyState icon={icon} title={`No ${what}s in ${environment.name}`} text={purpose}>
        {button}
      </EmptyState>
    );
  }

  const sought = q.trim().toLowerCase();
  const found = query.data.filter((thing) => textOf(thing).toLowerCase().includes(sought));
  return (
    <>
      <Group justify="space-between" mb="sm">
        <TextInput
          type="search"
          aria-label={`Find a ${what}`}
          aria-keyshortcuts="/"
          placeholder={`Find a ${what}`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex="0 1 320px"
        />
        {button}
      </Group>
      {found.length > 0 ? (
        children(found)
      ) : (
        <Text c="dimmed" size="sm" ta="center" py="lg" style={{ overflowWrap: 'anywhere' }}>
          No {what} in <bdi>{environment.name}</bdi> holds “{q}”.
        </Text>
      )}
    </>
  );
}
