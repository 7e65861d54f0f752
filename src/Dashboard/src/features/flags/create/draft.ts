import type { CreateFlag } from '@/api/generated/api';
import { parseJson } from '@/lib/json';
import { keyFault, keyFrom } from '@/lib/keys';
import { weightOf } from '@/lib/percent';
import { firstVariants, isShare, type ValueType, type VariantDraft, variantFaults } from './variants';

export type FlagType = NonNullable<CreateFlag['flag_type']>;

/** What the form holds. */
export interface FlagDraft {
  name: string;
  /** null: made of the name. */
  key: string | null;
  type: FlagType;
  valueType: ValueType;
  rollout: number | string;
  variants: VariantDraft[];
  offVariant: string;
  description: string;
  tags: string[];
  owner: string;
  purpose: NonNullable<CreateFlag['purpose']>;
}

export function newDraft(owner: string): FlagDraft {
  return {
    name: '',
    key: null,
    type: 'boolean',
    valueType: 'string',
    rollout: 0,
    variants: firstVariants('string'),
    offVariant: 'control',
    description: '',
    tags: [],
    owner,
    purpose: 'release',
  };
}

export function keyOf(draft: FlagDraft): string {
  return draft.key ?? keyFrom(draft.name);
}

/** By the names that the server gives fields; empty: it can be sent. */
export function faultsOf(draft: FlagDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.name.trim() === '') {
    faults.name = 'Give it a name.';
  }

  const key = keyFault(keyOf(draft));
  if (key !== null) {
    faults.key = key;
  }

  if (draft.type === 'percentage' && !isShare(draft.rollout)) {
    faults.rollout_percentage = 'A number from 0 to 100.';
  }

  return draft.type === 'multivariate' ? { ...faults, ...variantFaults(draft) } : faults;
}

/** @param draft without faults */
export function requestOf(draft: FlagDraft, environmentKey: string): CreateFlag {
  return {
    key: keyOf(draft),
    environment_key: environmentKey,
    name: draft.name.trim(),
    description: draft.description,
    flag_type: draft.type,
    is_enabled: false,
    tags: draft.tags,
    owner: draft.owner.trim() === '' ? null : draft.owner.trim(),
    purpose: draft.purpose,
    ...(draft.type === 'percentage' ? { rollout_percentage: Number(draft.rollout) } : {}),
    ...(draft.type === 'multivariate' ? multivariate(draft) : {}),
  };
}

function multivariate({ variants, valueType, offVariant }: FlagDraft): Partial<CreateFlag> {
  return {
    value_type: valueType,
    off_variant: offVariant,
    variants: variants.map(({ key, value, share }) => ({
      key,
      value: valueType === 'string' ? value : parseJson(value),
      weight: weightOf(Number(share)),
    })),
  };
}
