import type { TargetingRule } from '@/api/generated/api';
import { emptyLeaf } from '@/targeting/conditions';
import type { Fields } from './fields';

/** An id for a new rule, so that it keeps its identity while it is moved and edited. Works without HTTPS, where crypto.randomUUID does not. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function newRule(fields: Fields): TargetingRule {
  const variant = fields.variants.find(({ key }) => key !== fields.off_variant)?.key ?? fields.off_variant;
  return { id: newId(), name: '', when: { all: [{ ...emptyLeaf }] }, serve: { variant } };
}

/** The rules with a copy of one of them behind it. */
export function withCopy(rules: readonly TargetingRule[], index: number): { rules: TargetingRule[]; id: string } {
  const id = newId();
  const rule = rules[index];
  const copy = rule && { ...rule, id, name: rule.name ? `${rule.name} (copy)`.slice(0, 200) : '' };
  return { rules: copy ? rules.toSpliced(index + 1, 0, copy) : [...rules], id };
}

/** The rules with one of them moved to another place; a place outside leaves them as they are. */
export function withMoved(rules: readonly TargetingRule[], from: number, to: number): TargetingRule[] {
  const rule = rules[from];
  return rule === undefined || to < 0 || to >= rules.length ? [...rules] : rules.toSpliced(from, 1).toSpliced(to, 0, rule);
}
