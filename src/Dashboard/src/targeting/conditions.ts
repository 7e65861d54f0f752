import type { Condition } from '@/api/generated/api';
import { type Operator, operators, subjectOf, takesNow, takesOne, type ValueKind } from './operators';
import { kindOf, scalarOf, scalarText } from './values';

export type GroupKind = 'all' | 'any' | 'none';

/** How deep conditions may be nested; the outermost is 1. */
export const maxDepth = 8;

export const now = '$now';

export const emptyLeaf: Condition = { attribute: '', operator: 'equals', values: [] };

/** What a group is and holds; null: it is a leaf. */
export function groupOf(condition: Condition): { kind: GroupKind; children: Condition[] } | null {
  for (const kind of ['all', 'any', 'none'] as const) {
    const children = condition[kind];
    if (children) {
      return { kind, children };
    }
  }

  return null;
}

export function group(kind: GroupKind, children: Condition[]): Condition {
  return { [kind]: children };
}

export function replaceAt<T>(items: readonly T[], index: number, item: T): T[] {
  return items.map((old, i) => (i === index ? item : old));
}

export function removeAt<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, i) => i !== index);
}

/** How many levels it has; a leaf has one. */
export function depthOf(condition: Condition): number {
  return 1 + Math.max(0, ...(groupOf(condition)?.children ?? []).map(depthOf));
}

/** The attributes that it names, each once; no flags, and not the time. */
export function attributesIn(condition: Condition): string[] {
  const children = groupOf(condition)?.children;
  if (children !== undefined) {
    return [...new Set(children.flatMap(attributesIn))];
  }

  const { attribute, operator } = condition;
  const isNamed = attribute && attribute !== now && (!operator || subjectOf(operator) === 'attribute');
  return isNamed ? [attribute] : [];
}

function keepsValues(from: ValueKind, to: ValueKind): boolean {
  return from === to || ![from, to].some((kind) => kind === 'segments' || kind === 'variants');
}

function asTexts(values: unknown[]): unknown[] {
  return values.map(scalarText);
}

/** The values, as far as they can be, as the other kind takes them. */
function valuesFor(kind: ValueKind, values: unknown[]): unknown[] {
  const given = takesOne(kind) ? values.slice(0, 1) : values;
  switch (kind) {
    case 'scalars':
      return given;
    case 'number':
    case 'percentage':
      return given
        .map((value) => (kindOf(value) === 'text' ? scalarOf(scalarText(value)) : value))
        .filter((value) => kindOf(value) === 'number');
    default:
      return asTexts(given);
  }
}

/** The leaf with another operator; what fits both is kept. */
export function withOperator(leaf: Condition, operator: Operator): Condition {
  const before = leaf.operator ? operators[leaf.operator] : undefined;
  const after = operators[operator];
  const changed: Condition = { operator };
  const subject = subjectOf(operator);
  if (subject !== 'user') {
    const isKept = leaf.operator !== null && leaf.operator !== undefined && subjectOf(leaf.operator) === subject;
    const attribute = isKept ? (leaf.attribute ?? '') : '';
    changed.attribute = attribute === now && !takesNow(operator) ? '' : attribute;
  }

  if (after.values !== 'none') {
    const given = before !== undefined && keepsValues(before.values, after.values) ? (leaf.values ?? []) : [];
    changed.values = valuesFor(after.values, given);
  }

  if (after.ignoresCase && leaf.ignore_case) {
    changed.ignore_case = true;
  }

  if (operator === 'within_percentage' && !changed.attribute) {
    changed.attribute = 'user_id';
  }
  return changed;
}
