import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { IconAction } from '@/components/ActionButton';
import type { Denied } from '@/lib/permissions';
import type { ValueType, VariantDraft } from './variants';

interface Props {
  variant: VariantDraft;
  /** From 1. */
  number: number;
  valueType: ValueType;
  onChange: (changes: Partial<VariantDraft>) => void;
  onRemove: () => void;
  /** Why it cannot be removed. */
  denied: Denied;
  errorOf: (field: string) => string | undefined;
}

export function VariantField({ variant, number, valueType, onChange, onRemove, denied, errorOf }: Props) {
  return (
    <Group align="flex-start" gap="xs" wrap="wrap">
      <TextInput
        aria-label={`Key of variant ${number}`}
        label={number === 1 ? 'Key' : undefined}
        value={variant.key}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
        error={errorOf('key')}
        spellCheck={false}
        flex="1 1 8rem"
      />
      <Value
        number={number}
        type={valueType}
        value={variant.value}
        onChange={(value) => onChange({ value })}
        error={errorOf('value')}
      />
      <NumberInput
        aria-label={`Share of variant ${number} in percent`}
        label={number === 1 ? 'Share' : undefined}
        value={variant.share}
        onChange={(share) => onChange({ share })}
        min={0}
        max={100}
        decimalScale={3}
        clampBehavior="none"
        hideControls
        suffix=" %"
        error={errorOf('weight')}
        w={96}
      />
      <IconAction label={`Remove variant ${number}`} denied={denied} onClick={onRemove} mt={number === 1 ? 29 : 4}>
        <IconTrash size={16} aria-hidden />
      </IconAction>
    </Group>
  );
}

function Value(props: { number: number; type: ValueType; value: string; onChange: (value: string) => void; error?: string }) {
  const { number, type, value, onChange, error } = props;
  const shared = {
    'aria-label': `Value of variant ${number}`,
    label: number === 1 ? 'Value' : undefined,
    value,
    error,
    flex: '1 1 10rem',
  };
  if (type === 'boolean') {
    return (
      <Select {...shared} data={['true', 'false']} onChange={(next) => next !== null && onChange(next)} allowDeselect={false} />
    );
  }

  return type === 'object' ? (
    <Textarea
      {...shared}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} spellCheck={false} />
  );
}
