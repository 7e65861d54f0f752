import type { FlagResponse, Serve, TargetingRule, Variant } from '@/api/generated/api';
import { whole } from '@/lib/percent';
import { withoutWeight } from '@/lib/rollout';
import type { Fields } from './fields';
import { idsOf } from './targets';

function serves(serve: Serve | null, key: string): boolean {
  return serve?.variant === key || serve?.rollout?.some((part) => part.variant === key && part.weight > 0) === true;
}

const longName = 40;

/** For a sentence: its place, and the name if it has one; a long one is cut. */
export function ruleName({ name = '' }: TargetingRule, index: number): string {
  const shown = name.length > longName ? `${name.slice(0, longName)}…` : name;
  return shown === '' ? `rule ${index + 1}` : `rule ${index + 1}, “${shown}”`;
}

/** Where a flag needs a variant, besides its default split; in words. */
export function usesOf(fields: Fields, key: string): string[] {
  const users = idsOf(fields.targets, key).length;
  return [
    ...(fields.off_variant === key ? ['the off variant'] : []),
    ...(users > 0 ? [users === 1 ? 'one individual user' : `${users} individual users`] : []),
    ...fields.rules.flatMap((rule, index) => (serves(rule.serve, key) ? [ruleName(rule, index)] : [])),
    ...(serves(fields.default_serve, key) ? ['the default'] : []),
  ];
}

const firstValues: Record<FlagResponse['value_type'], unknown> = { boolean: false, string: '', number: 0, object: {} };

/** With one more, which nobody gets yet. */
export function withNewVariant(fields: Fields, type: FlagResponse['value_type']): Partial<Fields> {
  const keys = new Set(fields.variants.map((variant) => variant.key));
  let number = fields.variants.length + 1;
  while (keys.has(`variant-${number}`)) {
    number++;
  }

  const hasWeights = fields.variants.some((variant) => typeof variant.weight === 'number');
  const weight = fields.variants.length === 0 ? whole : 0;
  const variant: Variant = { key: `variant-${number}`, value: firstValues[type], ...(hasWeights && { weight }) };
  return { variants: [...fields.variants, variant] };
}

/** Without one that is not needed; its share of the default split goes to the others. */
export function withoutVariant(fields: Fields, key: string): Partial<Fields> {
  const index = fields.variants.findIndex((variant) => variant.key === key);
  const rest = fields.variants.filter((variant) => variant.key !== key);
  const weights = fields.variants.map((variant) => variant.weight ?? 0);
  const given = weights.some((weight) => weight > 0) ? withoutWeight(weights, index) : null;
  const drop = (serve: Serve): Serve =>
    serve.rollout ? { rollout: serve.rollout.filter((part) => part.variant !== key) } : serve;
  return {
    variants: given === null ? rest : rest.map((variant, i) => ({ ...variant, weight: given[i] ?? 0 })),
    rules: fields.rules.map((rule) => ({ ...rule, serve: drop(rule.serve) })),
    default_serve: fields.default_serve && drop(fields.default_serve),
  };
}

/** With another key for a variant, wherever the flag names it. */
export function withVariantKey(fields: Fields, from: string, to: string): Partial<Fields> {
  const named = (key: string) => (key === from ? to : key);
  const rename = (serve: Serve): Serve => ({
    ...(serve.variant && { variant: named(serve.variant) }),
    ...(serve.rollout && { rollout: serve.rollout.map((part) => ({ ...part, variant: named(part.variant) })) }),
  });
  return {
    variants: fields.variants.map((variant) => ({ ...variant, key: named(variant.key) })),
    off_variant: named(fields.off_variant),
    targets: fields.targets.map((target) => ({ ...target, variant: named(target.variant) })),
    rules: fields.rules.map((rule) => ({ ...rule, serve: rename(rule.serve) })),
    default_serve: fields.default_serve && rename(fields.default_serve),
  };
}

const keyForm = /^[A-Za-z0-9._-]{1,100}$/;

/** What is wrong with a variant's new key; null: nothing. */
export function variantKeyFault(fields: Fields, from: string, to: string): string | null {
  if (!keyForm.test(to)) {
    return '1 to 100 of the characters A-Z, a-z, 0-9, “.”, “_” and “-”.';
  }

  return to !== from && fields.variants.some((variant) => variant.key === to) ? 'Another variant has this key.' : null;
}
