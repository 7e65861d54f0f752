import { NumberInput, TextInput } from '@mantine/core';
import type { Condition } from '@/api/generated/api';
import { errorOfList } from '@/lib/fieldErrors';
import { useEditing } from './context';
import type { ValueKind } from './operators';
import { PillValues } from './PillValues';
import { SegmentsInput } from './SegmentsInput';
import { TimeInput } from './TimeInput';
import { VariantsInput } from './VariantsInput';
import { scalarOf, scalarText, splitValues, textOf } from './values';

interface Props {
  kind: ValueKind;
  leaf: Condition;
  onChange: (values: unknown[]) => void;
  path: string;
}

const placeholders = {
  scalars: 'Add a value',
  texts: 'Add a text',
  patterns: 'Add a pattern, such as ^test-\\d+$',
  networks: 'Add a network, such as 10.0.0.0/8',
  versions: 'Add a version, such as 2.1.0',
};

/** What a leaf compares with, as its operator wants it. */
export function ValuesInput({ kind, leaf, onChange, path }: Props) {
  const { errors, readOnly } = useEditing();
  const values: unknown[] = leaf.values ?? [];
  const error = errorOfList(errors, path);
  const texts = values.map(scalarText);
  const [first = ''] = texts;
  switch (kind) {
    case 'none':
      return null;
    case 'segments':
      return <SegmentsInput value={texts} onChange={onChange} error={error} />;
    case 'variants':
      return (
        <VariantsInput
          flagKey={leaf.attribute ?? ''}
          value={texts}
          onChange={onChange}
          placeholder="Choose variants"
          error={error}
        />
      );
    case 'time':
      return <TimeInput value={first} onChange={(text) => onChange(text === '' ? [] : [text])} error={error} />;
    case 'percentage':
      return (
        <NumberInput
          aria-label="Percentage"
          suffix="%"
          readOnly={readOnly}
          min={0}
          max={100}
          decimalScale={3}
          value={first}
          onChange={(percent) => onChange(percent === '' ? [] : [Number(percent)])}
          error={error}
        />
      );
    case 'number':
      return (
        <OneText
          label="Number"
          value={first}
          placeholder="18"
          onChange={(text) => onChange(text === '' ? [] : [scalarOf(text)])}
          error={error}
        />
      );
    case 'version':
      return (
        <OneText
          label="Version"
          value={first}
          placeholder="2.1.0"
          onChange={(text) => onChange(text === '' ? [] : [text])}
          error={error}
        />
      );
    default:
      return (
        <PillValues
          label="Values"
          placeholder={placeholders[kind]}
          values={values}
          onChange={onChange}
          parse={kind === 'scalars' ? scalarOf : kind === 'patterns' ? (typed) => typed : textOf}
          split={kind === 'patterns' ? splitLines : undefined}
          withKinds={kind === 'scalars'}
          readOnly={readOnly}
          error={error}
        />
      );
  }
}

function splitLines(text: string): string[] {
  return splitValues(text, true);
}

interface OneTextProps {
  label: string;
  value: string;
  placeholder: string;
  onChange: (text: string) => void;
  error?: string;
}

function OneText({ label, value, placeholder, onChange, error }: OneTextProps) {
  const { readOnly } = useEditing();
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
      autoComplete="off"
      readOnly={readOnly}
      error={error}
    />
  );
}
