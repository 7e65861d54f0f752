import { Button, Text } from '@mantine/core';
import { IconArchive, IconFilterOff } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { EmptyState } from '@/components/States';
import { filterFlags, sortFlags } from '../filter';
import type { Place } from '../places';
import { useFlagActions } from '../useFlagActions';
import type { useFlagSearch } from '../useFlagSearch';
import { FlagCards } from './FlagCards';
import { FlagFilters } from './FlagFilters';
import { FlagTable } from './FlagTable';
import classes from './FlagTable.module.css';

interface Props {
  flags: FlagOverviewResponse[];
  places: Place[];
  address: ReturnType<typeof useFlagSearch>;
  isNarrow: boolean;
}

/** The filters, how many flags they find, and these. */
export function FlagListing({ flags, places, address, isNarrow }: Props) {
  const actions = useFlagActions();
  const search = useDeferredValue(address.search);
  const environments = useMemo(() => places.map((place) => place.environment), [places]);
  const sorted = useMemo(() => sortFlags(flags, search.sort), [flags, search.sort]);
  const found = useMemo(
    () =>
      filterFlags(
        sorted,
        search,
        environments.map((environment) => environment.key),
      ),
    [sorted, search, environments],
  );

  return (
    <>
      <FlagFilters
        flags={flags}
        environments={environments}
        search={address.search}
        text={address.text}
        onText={address.setText}
        onChange={address.change}
        isNarrow={isNarrow}
      />
      <Text size="sm" c="dimmed" className={`numbers ${classes.count}`} role="status">
        {countOf(found.length, flags.length, address.search.archived === 'true')}
      </Text>
      {found.length === 0 ? (
        <NothingFound isArchived={flags.length === 0} onClear={address.clear} />
      ) : isNarrow ? (
        <FlagCards flags={found} places={places} actions={actions} />
      ) : (
        <FlagTable
          flags={found}
          places={places}
          actions={actions}
          sort={address.search.sort ?? 'name'}
          onSort={(sort) => address.change({ sort: sort === 'name' ? undefined : sort })}
        />
      )}
    </>
  );
}

function countOf(found: number, all: number, isArchived: boolean): string {
  const flags = `${all.toLocaleString('en')} ${isArchived ? 'archived ' : ''}flag${all === 1 ? '' : 's'}`;
  return found === all ? flags : `${found.toLocaleString('en')} of ${flags}`;
}

function NothingFound({ isArchived, onClear }: { isArchived: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={isArchived ? <IconArchive size={28} /> : <IconFilterOff size={28} />}
      title={isArchived ? 'No flags here' : 'No flag matches'}
      text={
        isArchived
          ? 'Flags that are archived in all environments that have them stand apart.'
          : 'Change the search or take filters away.'
      }
    >
      <Button variant="default" onClick={onClear}>
        Show all flags
      </Button>
    </EmptyState>
  );
}
