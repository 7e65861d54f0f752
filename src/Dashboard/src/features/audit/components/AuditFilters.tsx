import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEnvironments } from '@/api/environments';
import { typeInWords } from '@/lib/auditWords';
import { fromLocalInput, toLocalInput } from '@/lib/localTime';
import { useAddressText } from '@/lib/useAddressText';
import { type AuditSearch, quickRanges, rangeBack, route, typeOf } from '../filter';
import classes from './AuditFilters.module.css';

const types = (['flag', 'segment', 'experiment', 'metric', 'layer', 'holdout', 'environment', 'sdk_key', 'user'] as const).map(
  (value) => ({ value, label: typeInWords(value) }),
);
const actions = [
  { value: 'create', label: 'created' },
  { value: 'update', label: 'changed' },
  { value: 'delete', label: 'deleted' },
];

/** Everything it sets stands in the page's address. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const environments = useEnvironments();
  const set = (change: Partial<AuditSearch>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className={classes.filters} role="search" aria-label="Filter the history">
      <SettledInput label="Actor" placeholder="E-mail address" value={search.actor} onSettle={(actor) => set({ actor })} />
      <Select
        label="Action"
        placeholder="Any"
        data={actions}
        value={search.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
        clearable
      />
      <Select
        label="Type"
        placeholder="Any"
        data={types}
        value={typeOf(search) ?? null}
        onChange={(type) => set(type === null ? { type: undefined, key: undefined } : { type })}
        clearable
      />
      <SettledInput
        label="Key"
        placeholder="Of a flag, segment, …"
        value={search.key}
        onSettle={(key) => set({ key, type: typeOf({ ...search, key }) })}
      />
      <Select
        label="Environment"
        placeholder="Any"
        data={environments.map((environment) => ({ value: environment.key, label: environment.name }))}
        value={search.env ?? null}
        onChange={(env) => set({ env: env ?? undefined })}
        clearable
      />
      <TextInput
        type="datetime-local"
        label="From"
        value={toLocalInput(search.from)}
        onChange={(event) => set({ from: fromLocalInput(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        label="To"
        value={toLocalInput(search.to)}
        onChange={(event) => set({ to: fromLocalInput(event.currentTarget.value) })}
      />
      <Select
        label="Range"
        placeholder="Choose"
        data={quickRanges.map((range) => range.label)}
        value={null}
        onChange={(label) => set(rangeBack(quickRanges.find((range) => range.label === label)?.length ?? null, Date.now()))}
      />
      {isFiltered && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => void navigate({ search: {} })}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

/** Sets itself when nobody has typed for a moment. */
function SettledInput({
  label,
  placeholder,
  value,
  onSettle,
}: {
  label: string;
  placeholder: string;
  value: string | undefined;
  onSettle: (text: string | undefined) => void;
}) {
  const [text, setText] = useAddressText(value, useDebouncedCallback(onSettle, 400));
  return (
    <TextInput label={label} placeholder={placeholder} value={text} onChange={(event) => setText(event.currentTarget.value)} />
  );
}
