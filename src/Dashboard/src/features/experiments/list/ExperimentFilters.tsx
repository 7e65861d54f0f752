import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEnvironments } from '@/api/environments';
import { useAddressText } from '@/lib/useAddressText';
import { statusWords } from '../words/verdicts';
import type { ExperimentSearch } from './filter';

const statuses = ['draft', 'running', 'stopped', 'archived'];

interface Props {
  search: ExperimentSearch;
  onChange: (changed: Partial<ExperimentSearch>) => void;
}

export function ExperimentFilters({ search, onChange }: Props) {
  const environments = useEnvironments();
  const [text, setText] = useAddressText(search.q, (q) => onChange({ q }));
  return (
    <>
      <TextInput
        type="search"
        aria-label="Search experiments"
        placeholder="Name, key, flag or hypothesis"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        flex="1 1 12rem"
        maw={320}
      />
      <Select
        aria-label="Status"
        placeholder="Any status"
        data={statuses.map((value) => ({ value, label: statusWords(value).label }))}
        value={search.status ?? null}
        onChange={(status) => onChange({ status: status ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: status' }}
        w={150}
      />
      <Select
        aria-label="Environment"
        placeholder="Anywhere"
        data={environments.map(({ key, name }) => ({ value: key, label: `in ${name}` }))}
        value={search.env ?? null}
        onChange={(env) => onChange({ env: env ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: environment' }}
        w={180}
      />
    </>
  );
}
