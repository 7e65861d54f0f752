import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { segmentsQuery } from '@/api/segments';
import { useEditing } from './context';

interface Props {
  value: string[];
  onChange: (segments: string[]) => void;
  error?: string;
}

export function SegmentsInput({ value, onChange, error }: Props) {
  const { environmentKey, exclude, readOnly } = useEditing();
  const { data: segments = [], isPending } = useQuery(segmentsQuery(environmentKey));
  const names = new Map(segments.map((segment) => [segment.key, segment.name]));
  const keys = [...names.keys()].filter((key) => key !== exclude.segment);
  return (
    <MultiSelect
      aria-label="Segments"
      placeholder={value.length === 0 ? 'Choose segments' : undefined}
      data={[...new Set([...keys, ...value])].map((key) => ({ value: key, label: key }))}
      renderOption={({ option }) =>
        names.has(option.value) ? `${option.value} · ${names.get(option.value)}` : `${option.value} (not here)`
      }
      value={value}
      onChange={onChange}
      readOnly={readOnly}
      searchable
      nothingFoundMessage={isPending ? 'Loading' : 'No such segment in this environment'}
      error={error}
    />
  );
}
