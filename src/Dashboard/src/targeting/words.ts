import type { Condition, Serve, Variant } from '@/api/generated/api';
import { percentText, weightText } from '@/lib/percent';
import { type GroupKind, groupOf, now } from './conditions';
import { type Operator, operatorNames, operators } from './operators';
import { scalarInWords, scalarText } from './values';

/** How an operator is called where one is chosen. */
export const operatorWords = Object.fromEntries(operatorNames.map((name) => [name, choiceWords(name)])) as Readonly<
  Record<Operator, string>
>;

const shownValues = 5;

/** Such as `plan is one of "pro", "team" and country is "CH"`; attributes and values are as they were written. */
export function conditionInWords(condition: Condition): string {
  return inWords(condition, false);
}

/** Such as `on`, or `on 25 %, off 75 %`: variants that nobody gets are left out. */
export function serveInWords(serve: Serve, variants: readonly Pick<Variant, 'key'>[]): string {
  if (serve.rollout) {
    const parts = serve.rollout.filter((part) => part.weight > 0);
    return parts.length === 0
      ? 'nothing yet'
      : parts.length === 1 && parts[0] !== undefined
        ? variantInWords(parts[0].variant, variants)
        : parts.map((part) => `${variantInWords(part.variant, variants)} ${weightText(part.weight)}`).join(', ');
  }

  return serve.variant ? variantInWords(serve.variant, variants) : 'nothing yet';
}

function variantInWords(key: string, variants: readonly Pick<Variant, 'key'>[]): string {
  return variants.some((variant) => variant.key === key) ? key : `${key} (no such variant)`;
}

function choiceWords(name: Operator): string {
  switch (name) {
    case 'includes_any':
    case 'includes_all':
    case 'includes_none':
      return operators[name].many ?? operators[name].words;
    case 'within_percentage':
      return 'falls within a percentage';
    case 'flag_is':
      return 'another flag serves';
    case 'flag_is_not':
      return 'another flag does not serve';
    default:
      return operators[name].words;
  }
}

function inWords(condition: Condition, isInside: boolean): string {
  const group = groupOf(condition);
  return group === null ? leafInWords(condition) : groupInWords(group.kind, group.children, isInside);
}

function groupInWords(kind: GroupKind, children: Condition[], isInside: boolean): string {
  const [first] = children;
  if (first === undefined) {
    return kind === 'any' ? 'nobody' : 'everybody';
  }

  if (kind === 'none') {
    return `not (${children.map((child) => inWords(child, children.length > 1)).join(' or ')})`;
  }

  if (children.length === 1) {
    return inWords(first, isInside);
  }

  const words = children.map((child) => inWords(child, true)).join(kind === 'all' ? ' and ' : ' or ');
  return isInside ? `(${words})` : words;
}

function leafInWords(leaf: Condition): string {
  if (!leaf.operator) {
    return 'an unfinished condition';
  }

  const facts: (typeof operators)[Operator] | undefined = operators[leaf.operator];
  const values = leaf.values ?? [];
  if (facts === undefined) {
    return `${leaf.attribute ?? ''} ${leaf.operator} ${valuesInWords(values)}`.trim(); // of a newer server
  }

  if (facts.values === 'percentage') {
    return percentageInWords(leaf.attribute, values);
  }

  const verb = values.length > 1 ? (facts.many ?? facts.words) : facts.words;
  const parts = [subjectInWords(leaf, facts.values), verb];
  if (facts.values !== 'none') {
    parts.push(valuesInWords(values, facts.values === 'time' || facts.values === 'version' || facts.values === 'number'));
  }

  return parts.join(' ') + (leaf.ignore_case ? ' (in any case)' : '');
}

function subjectInWords(leaf: Condition, kind: string): string {
  if (kind === 'segments') {
    return 'the user';
  }

  if (kind === 'variants') {
    return `the flag ${leaf.attribute || '…'}`;
  }

  return leaf.attribute === now ? 'the time of the evaluation' : leaf.attribute || '…';
}

function percentageInWords(attribute: string | null | undefined, values: readonly unknown[]): string {
  const percent = Number(scalarText(values[0] ?? ''));
  return `${attribute || 'user_id'} falls within ${values.length === 0 || Number.isNaN(percent) ? '…' : percentText(percent)}`;
}

function valuesInWords(values: readonly unknown[], isBare = false): string {
  if (values.length === 0) {
    return '…';
  }

  const shown = values.slice(0, shownValues).map((value) => (isBare ? scalarText(value) : scalarInWords(value)));
  return shown.join(', ') + (values.length > shownValues ? ` and ${values.length - shownValues} more` : '');
}
