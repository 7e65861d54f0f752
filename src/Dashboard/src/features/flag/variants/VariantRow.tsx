import { Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Variant } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt } from '@/lib/fieldErrors';
import { weightText } from '@/lib/percent';
import { replaceAt } from '@/targeting/conditions';
import { useDraftView } from '../draft/context';
import { usesOf, withoutVariant } from '../draft/variants';
import { ValueEditor } from './ValueEditor';
import { VariantKey } from './VariantKey';
import classes from './VariantRow.module.css';

interface Props {
  variant: Variant;
  index: number;
  isFixed: boolean;
}

export function VariantRow({ variant, index, isFixed }: Props) {
  const { base, fields, edit, errors, denied } = useDraftView();
  const uses = usesOf(fields, variant.key);
  const hindrance =
    denied ??
    (fields.variants.length === 1
      ? 'A flag needs a variant.'
      : uses.length > 0
        ? `It is needed by ${uses.join(', ')}. Change ${uses.length === 1 ? 'that' : 'those'} first.`
        : null);
  const isWeighed = !isFixed && fields.default_serve === null;
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap" role="group" aria-label={`Variant ${variant.key}`}>
      <div className={classes.row}>
        <div className={classes.key}>
          {isFixed ? (
            <Text fw={600}>{variant.key}</Text>
          ) : (
            <VariantKey variantKey={variant.key} error={errorAt(errors, `variants[${index}].key`)} />
          )}
          <Text size="xs" c="dimmed" mt={4}>
            {[
              ...(isWeighed ? [`${weightText(variant.weight ?? 0)} by default`] : []),
              uses.length > 0 ? `needed by ${uses.join(', ')}` : 'not needed elsewhere',
            ].join(' · ')}
          </Text>
        </div>
        <div className={classes.value}>
          {isFixed ? (
            <Text ff="monospace">{String(variant.value)}</Text>
          ) : (
            <ValueEditor
              key={variant.key}
              type={base.value_type}
              variant={variant}
              onChange={(value) => edit((present) => ({ variants: replaceAt(present.variants, index, { ...variant, value }) }))}
              error={errorAt(errors, `variants[${index}].value`) ?? errorAt(errors, `variants[${index}].weight`)}
            />
          )}
        </div>
      </div>
      {!isFixed && (
        <IconAction
          label={`Remove variant ${variant.key}`}
          denied={hindrance}
          onClick={() => edit((present) => withoutVariant(present, variant.key))}
          mt={4}
        >
          <IconTrash size={16} aria-hidden />
        </IconAction>
      )}
    </Group>
  );
}
