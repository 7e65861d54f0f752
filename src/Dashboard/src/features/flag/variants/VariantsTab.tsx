import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { errorAt } from '@/lib/fieldErrors';
import { useDraftView } from '../draft/context';
import { withNewVariant } from '../draft/variants';
import { DefaultStep } from '../targeting/DefaultStep';
import { OffVariant } from '../targeting/OffVariant';
import { Step } from '../targeting/Step';
import { VariantRow } from './VariantRow';

const types = { boolean: 'true or false', string: 'texts', number: 'numbers', object: 'JSON objects' };

/** What the flag can answer. */
export function VariantsTab() {
  const { base, fields, edit, errors, denied } = useDraftView();
  const isFixed = base.flag_type !== 'multivariate';
  const error = errorAt(errors, 'variants');
  return (
    <Stack gap="md">
      <Step
        title="Variants"
        text={
          isFixed
            ? `A ${base.flag_type} flag has exactly these two.`
            : `The answers that code can get: ${types[base.value_type]}, in every environment. Buckets are dealt in this order.`
        }
        action={
          !isFixed && (
            <Button
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              disabled={denied !== null || fields.variants.length >= 100}
              onClick={() => edit((present) => withNewVariant(present, base.value_type))}
            >
              Add variant
            </Button>
          )
        }
      >
        <Stack gap="md">
          {fields.variants.map((variant, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: with the key alone, renaming a variant would lose the focus
            <VariantRow key={`${index}/${fields.variants.length}`} variant={variant} index={index} isFixed={isFixed} />
          ))}
        </Stack>
        {error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" mt="xs">
            {error}
          </Text>
        )}
      </Step>
      <DefaultStep />
      <OffVariant />
    </Stack>
  );
}
