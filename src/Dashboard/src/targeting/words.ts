import type { Condition, Serve, Variant } from '@/api/generated/api';

export function conditionInWords(condition: Condition): string {
  const group = (children: Condition[], word: string) => children.map((child) => `(${conditionInWords(child)})`).join(word);
  if (condition.all) {
    return condition.all.length === 0 ? 'everybody' : group(condition.all, ' and ');
  }
  if (condition.any) {
    return condition.any.length === 0 ? 'nobody' : group(condition.any, ' or ');
  }
  if (condition.none) {
    return condition.none.length === 0 ? 'everybody' : `none of ${group(condition.none, ', ')}`;
  }

  const values = (condition.values ?? []).map((value) => JSON.stringify(value)).join(', ');
  return [condition.attribute, condition.operator?.replaceAll('_', ' '), values].filter(Boolean).join(' ');
}

export function serveInWords(serve: Serve, _variants: readonly Pick<Variant, 'key'>[]): string {
  return serve.variant ?? (serve.rollout ?? []).map((share) => `${share.weight / 1000} % ${share.variant}`).join(', ');
}
