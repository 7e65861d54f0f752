import type { FlagResponse, Serve, VariantWeight } from '@/api/generated/api';
import { percentOf, weightOf, whole } from '@/lib/percent';
import { evenly } from '@/lib/rollout';
import type { Fields } from './fields';

type FlagType = FlagResponse['flag_type'];

/** What a flag serves by default, also where it leaves that to its type. */
export function defaultServeOf(type: FlagType, fields: Fields): Serve {
  if (fields.default_serve !== null) {
    return fields.default_serve;
  }

  switch (type) {
    case 'boolean':
      return { variant: 'on' };
    case 'percentage': {
      const on = weightOf(fields.rollout_percentage);
      return { rollout: [part('on', on), part('off', whole - on)] };
    }
    default:
      return { rollout: fields.variants.map((variant) => part(variant.key, variant.weight ?? 0)) };
  }
}

/** The fields that serve this by default; what the type can say by itself is left to it. */
export function withDefaultServe(type: FlagType, fields: Fields, serve: Serve): Partial<Fields> {
  const { rollout } = serve;
  if (type === 'boolean' && serve.variant === 'on') {
    return { default_serve: null };
  }

  if (type === 'percentage' && rollout) {
    return { default_serve: null, rollout_percentage: percentOf(weightIn(rollout, 'on')) };
  }

  if (type === 'multivariate' && rollout && !fields.default_serve?.rollout) {
    const variants = fields.variants.map((variant) => ({ ...variant, weight: weightIn(rollout, variant.key) }));
    return { default_serve: null, variants };
  }

  return { default_serve: serve };
}

/** The split to begin with where one variant was served to everybody. */
export function defaultSplit(type: FlagType, fields: Fields): VariantWeight[] {
  const own = defaultServeOf(type, { ...fields, default_serve: null }).rollout;
  if (own && own.reduce((sum, { weight }) => sum + weight, 0) === whole) {
    return own;
  }

  const weights = evenly(fields.variants.length);
  return fields.variants.map((variant, index) => part(variant.key, weights[index] ?? 0));
}

/** All variants in the order in which buckets are dealt: those of the rollout, then those that it leaves out. */
export function completeRollout(rollout: readonly VariantWeight[], variants: readonly { key: string }[]): VariantWeight[] {
  const missing = variants.filter(({ key }) => !rollout.some(({ variant }) => variant === key));
  return [...rollout, ...missing.map(({ key }) => part(key, 0))];
}

function part(variant: string, weight: number): VariantWeight {
  return { variant, weight };
}

function weightIn(rollout: readonly VariantWeight[], key: string): number {
  return rollout.find(({ variant }) => variant === key)?.weight ?? 0;
}
