import { Textarea } from '@mantine/core';

interface Props {
  value: string;
  onChange: (text: string) => void;
  label: string;
  error?: string;
  readOnly?: boolean;
  minHeight?: number;
}

export function JsonEditor({ value, onChange, label, error, readOnly }: Props) {
  return (
    <Textarea
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      readOnly={readOnly}
      autosize
    />
  );
}
