import { Select, Textarea, TextInput } from '@mantine/core';
import type { FlagResponse, Variant } from '@/api/generated/api';
import { JsonEditor } from '@/components/JsonEditor';
import { useDraftView } from '../draft/context';
import { useTypedValue } from './useTypedValue';
import { readNumber, readObject } from './values';

interface Props {
  type: FlagResponse['value_type'];
  variant: Variant;
  onChange: (value: unknown) => void;
  error?: string;
}

/** A variant's value, as its type is written. */
export function ValueEditor({ type, ...props }: Props) {
  switch (type) {
    case 'boolean':
      return <BooleanValue {...props} />;
    case 'string':
      return <TextValue {...props} />;
    case 'number':
      return <NumberValue {...props} />;
    default:
      return <ObjectValue {...props} />;
  }
}

type ValueProps = Omit<Props, 'type'>;

function BooleanValue({ variant, onChange, error }: ValueProps) {
  const { denied } = useDraftView();
  return (
    <Select
      label="Value"
      data={['true', 'false']}
      value={String(variant.value)}
      onChange={(chosen) => onChange(chosen === 'true')}
      allowDeselect={false}
      readOnly={denied !== null}
      error={error}
    />
  );
}

function TextValue({ variant, onChange, error }: ValueProps) {
  const { denied } = useDraftView();
  return (
    <Textarea
      label="Value"
      value={String(variant.value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={1}
      maxRows={12}
      readOnly={denied !== null}
      error={error}
    />
  );
}

function NumberValue({ variant, onChange, error }: ValueProps) {
  const { denied } = useDraftView();
  const [text, type, fault] = useTypedValue(variant, readNumber, onChange);
  return (
    <TextInput
      label="Value"
      inputMode="decimal"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      readOnly={denied !== null}
      error={fault ?? error}
      autoComplete="off"
      className="numbers"
    />
  );
}

function ObjectValue({ variant, onChange, error }: ValueProps) {
  const { denied } = useDraftView();
  const [text, type, fault] = useTypedValue(variant, readObject, onChange);
  return (
    <JsonEditor
      label={`Value of ${variant.key}`}
      value={text}
      onChange={type}
      error={fault ?? error}
      readOnly={denied !== null}
      minHeight={120}
    />
  );
}
