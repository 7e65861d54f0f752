import { MultiSelect } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { flagQuery } from '@/api/flags';
import { useEditing } from './context';

interface Props {
  flagKey: string;
  value: string[];
  onChange: (variants: string[]) => void;
  placeholder: string;
  error?: string;
}

/** Variants of another flag. */
export function VariantsInput({ flagKey, value, onChange, placeholder, error }: Props) {
  const { environmentKey, readOnly } = useEditing();
  const query = flagQuery(flagKey, environmentKey);
  const { data: flag } = useQuery({ ...query, queryFn: flagKey === '' ? skipToken : query.queryFn });
  const known = flag?.variants.map((variant) => variant.key) ?? [];
  return (
    <MultiSelect
      aria-label="Variants"
      placeholder={value.length === 0 ? placeholder : undefined}
      data={[...new Set([...known, ...value])]}
      value={value}
      onChange={onChange}
      readOnly={readOnly}
      disabled={flagKey === ''}
      searchable
      nothingFoundMessage="No such variant"
      error={error}
    />
  );
}
