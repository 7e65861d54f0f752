import { Select, Stack, Text } from '@mantine/core';
import type { Serve, Variant, VariantWeight } from '@/api/generated/api';
import { errorAt } from '@/lib/fieldErrors';
import { whole } from '@/lib/percent';
import { serveInWords } from '@/targeting/words';
import { useDraftView } from '../draft/context';
import { completeRollout } from '../draft/defaultServe';
import { RolloutEditor } from './RolloutEditor';
import { ShareSlider } from './ShareSlider';

const rollout = '\u0000rollout'; // no variant's key

interface Props {
  value: Serve;
  onChange: (serve: Serve) => void;
  /** The split to begin with. */
  split: () => VariantWeight[];
  variants: Variant[];
  path: string;
  label: string;
  /** On for a share of the users, off for the rest: one slider says it all. */
  isShare?: boolean;
  readOnly: boolean;
}

/** One variant for everybody, or a split among them. */
export function ServeEditor({ value, onChange, split, variants, path, label, isShare = false, readOnly }: Props) {
  const { errors, base, fields } = useDraftView();
  const parts = value.rollout ? completeRollout(value.rollout, variants) : null;
  const gone = value.variant && !variants.some(({ key }) => key === value.variant) ? [value.variant] : [];
  return (
    <Stack gap="sm">
      <Select
        label={label}
        data={[...variants.map(({ key }) => key), ...gone, { value: rollout, label: 'A percentage rollout' }]}
        value={parts === null ? (value.variant ?? null) : rollout}
        onChange={(chosen) =>
          chosen !== null && onChange(chosen === rollout ? { rollout: parts ?? split() } : { variant: chosen })
        }
        allowDeselect={false}
        readOnly={readOnly}
        maw={320}
        error={errorAt(errors, `${path}.variant`) ?? errorAt(errors, path)}
      />
      {parts !== null && isShare && (
        <ShareSlider
          label="On for this share of users"
          weight={parts.find(({ variant }) => variant === 'on')?.weight ?? 0}
          onChange={(on) => onChange({ rollout: shareOf(on) })}
          readOnly={readOnly}
          error={errorAt(errors, 'rollout_percentage')}
        />
      )}
      {parts !== null && !isShare && (
        <RolloutEditor
          parts={parts}
          onChange={(changed) => onChange({ rollout: changed })}
          variants={variants}
          path={`${path}.rollout`}
          readOnly={readOnly}
        />
      )}
      {parts !== null && (
        <Text size="xs" c="dimmed">
          Serves {serveInWords({ rollout: parts }, variants)}, dealt by {fields.bucket_by || base.bucket_by}: the same user always
          gets the same. {effectOf(parts, isShare)}
        </Text>
      )}
    </Stack>
  );
}

/** What a change of shares does to those who have theirs already. */
function effectOf(parts: VariantWeight[], isShare: boolean): string {
  if (isShare) {
    return 'Raising the share of on takes nobody out who was in.';
  }

  return parts.length > 2
    ? 'Moving shares between variants moves users between them.'
    : 'Moving a share from one to the other moves only the users of that share.';
}

function shareOf(on: number): VariantWeight[] {
  return [
    { variant: 'on', weight: on },
    { variant: 'off', weight: whole - on },
  ];
}
