import type { CreateFlag } from '@/api/generated/api';
import { isJsonNumber, parseJson } from '@/lib/json';
import { percentOf, weightOf, weightText, whole } from '@/lib/percent';
import { evenly as evenWeights } from '@/lib/rollout';

export type ValueType = NonNullable<CreateFlag['value_type']>;

export interface VariantDraft {
  /** Tells rows of the form apart. */
  id: number;
  key: string;
  /** As typed: text as it is, everything else as JSON. */
  value: string;
  /** Of all users, in percent; text while it is being typed. */
  share: number | string;
}

const examples: Record<ValueType, [string, string]> = {
  boolean: ['false', 'true'],
  string: ['control', 'treatment'],
  number: ['0', '1'],
  object: ['{}', '{ "color": "blue" }'],
};

/** Two variants to begin with. */
export function firstVariants(valueType: ValueType): VariantDraft[] {
  return ['control', 'treatment'].map((key, id) => ({ id, key, value: examples[valueType][id] ?? '', share: 50 }));
}

export function withVariant(variants: VariantDraft[], valueType: ValueType): VariantDraft[] {
  const id = Math.max(...variants.map((variant) => variant.id)) + 1;
  return evenly([...variants, { id, key: `variant-${id + 1}`, value: examples[valueType][1], share: 0 }]);
}

export function evenly(variants: VariantDraft[]): VariantDraft[] {
  const weights = evenWeights(variants.length);
  return variants.map((variant, index) => ({ ...variant, share: percentOf(weights[index] ?? 0) }));
}

export const isShare = (share: number | string): share is number => typeof share === 'number' && share >= 0 && share <= 100;

/** What its type of value says against a value; null: nothing. */
export function valueFault(text: string, type: ValueType): string | null {
  if (type === 'string') {
    return null;
  }

  try {
    const value = parseJson(text);
    const isNumber = isJsonNumber(text.trim());
    const kind = Array.isArray(value) || value === null ? '' : isNumber ? 'number' : typeof value;
    return kind === type ? null : `Not ${type === 'object' ? 'a JSON object' : `a ${type}`}.`;
  } catch {
    return `Not ${type === 'object' ? 'a JSON object' : `a ${type}`}.`;
  }
}

/** By the names that the server gives fields. */
export function variantFaults({
  variants,
  valueType,
  offVariant,
}: {
  variants: VariantDraft[];
  valueType: ValueType;
  offVariant: string;
}): Record<string, string> {
  const faults: Record<string, string> = {};
  variants.forEach(({ key, value, share }, index) => {
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(key)) {
      faults[`variants[${index}].key`] = 'a–z, A–Z, 0–9, ".", "_", "-".';
    } else if (variants.findIndex((other) => other.key === key) < index) {
      faults[`variants[${index}].key`] = 'There is one of this key.';
    }

    const fault = valueFault(value, valueType);
    if (fault !== null) {
      faults[`variants[${index}].value`] = fault;
    }

    if (!isShare(share)) {
      faults[`variants[${index}].weight`] = '0 to 100.';
    }
  });

  const sum = variants.reduce((total, variant) => total + weightOf(Number(variant.share)), 0);
  if (sum !== whole) {
    faults.variants = `The shares have to make 100 %; now they make ${weightText(sum)}.`;
  }

  if (!variants.some((variant) => variant.key === offVariant)) {
    faults.off_variant = 'Choose what is served while the flag is off.';
  }

  return faults;
}
