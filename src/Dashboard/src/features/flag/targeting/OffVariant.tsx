import { Select, Text } from '@mantine/core';
import { errorAt } from '@/lib/fieldErrors';
import { useDraftView } from '../draft/context';
import { Step } from './Step';

export function OffVariant() {
  return (
    <Step title="While the flag is off" text="Everybody gets the off variant, also where a prerequisite is not met.">
      <OffVariantSelect />
    </Step>
  );
}

function OffVariantSelect() {
  const { base, fields, edit, errors, denied } = useDraftView();
  return base.flag_type === 'multivariate' ? (
    <Select
      label="Off variant"
      data={fields.variants.map((variant) => variant.key)}
      value={fields.off_variant}
      onChange={(off_variant) => off_variant !== null && edit({ off_variant })}
      allowDeselect={false}
      readOnly={denied !== null}
      error={errorAt(errors, 'off_variant')}
      maw={320}
    />
  ) : (
    <Text size="sm">
      Off variant: <b>{fields.off_variant}</b>, as in every {base.flag_type} flag.
    </Text>
  );
}
