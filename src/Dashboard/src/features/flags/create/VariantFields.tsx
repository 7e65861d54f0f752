import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconEqual, IconPlus } from '@tabler/icons-react';
import type { FlagDraft } from './draft';
import { VariantField } from './VariantField';
import { evenly, firstVariants, type ValueType, type VariantDraft, withVariant } from './variants';

const valueTypes = [
  { value: 'string', label: 'Text (string)' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Boolean' },
  { value: 'object', label: 'JSON object' },
];

interface Props {
  draft: FlagDraft;
  onChange: (changes: Partial<FlagDraft>) => void;
  errorOf: (field: string) => string | undefined;
  isLocked: boolean;
}

export function VariantFields({ draft, onChange, errorOf, isLocked }: Props) {
  const { variants, valueType } = draft;
  const change = (id: number, changes: Partial<VariantDraft>) => {
    const old = variants.find((variant) => variant.id === id);
    const isRenamedOff = changes.key !== undefined && old?.key === draft.offVariant;
    onChange({
      variants: variants.map((variant) => (variant.id === id ? { ...variant, ...changes } : variant)),
      ...(isRenamedOff ? { offVariant: changes.key } : {}),
    });
  };
  const remove = (id: number) => {
    const left = evenly(variants.filter((variant) => variant.id !== id));
    const isOffLeft = left.some((variant) => variant.key === draft.offVariant);
    onChange({ variants: left, ...(isOffLeft ? {} : { offVariant: left[0]?.key ?? '' }) });
  };

  return (
    <Stack gap="xs" role="group" aria-label="Variants">
      <Select
        label="Type of the values"
        description="The same in every environment; it cannot be changed later"
        data={valueTypes}
        value={valueType}
        disabled={isLocked}
        allowDeselect={false}
        maw={300}
        onChange={(next) => {
          if (next !== null && next !== valueType) {
            const type = next as ValueType;
            onChange({ valueType: type, variants: firstVariants(type), offVariant: 'control' });
          }
        }}
      />
      {variants.map((variant, index) => (
        <VariantField
          key={variant.id}
          variant={variant}
          number={index + 1}
          valueType={valueType}
          onChange={(changes) => change(variant.id, changes)}
          onRemove={() => remove(variant.id)}
          denied={variants.length <= 2 ? 'A multivariate flag has at least two variants.' : null}
          errorOf={(field) => errorOf(`variants[${index}].${field}`)}
        />
      ))}
      {errorOf('variants') !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errorOf('variants')}
        </Text>
      )}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={variants.length >= 100}
          onClick={() => onChange({ variants: withVariant(variants, valueType) })}
        >
          Add variant
        </Button>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconEqual size={14} aria-hidden />}
          onClick={() => onChange({ variants: evenly(variants) })}
        >
          Even shares
        </Button>
      </Group>
      <Select
        label="Served while the flag is off"
        data={[...new Set(variants.map((variant) => variant.key).filter((key) => key !== ''))]}
        value={draft.offVariant}
        onChange={(offVariant) => offVariant !== null && onChange({ offVariant })}
        error={errorOf('off_variant')}
        allowDeselect={false}
        maw={300}
      />
    </Stack>
  );
}
