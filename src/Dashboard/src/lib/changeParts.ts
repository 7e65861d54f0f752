import type {
  Condition,
  EventSelection,
  ExperimentMetric,
  MetricCap,
  MetricWindow,
  Prerequisite,
  Serve,
  Target,
  TargetingRule,
  Variant,
  VariantWeight,
} from '@/api/generated/api';
import { conditionInWords, serveInWords } from '@/targeting/words';
import { type Changes, kindOf } from './changes';
import type { Diff, Part } from './diff';
import { fieldName, valueInWords } from './fieldWords';
import { formatJson, isSameJson } from './json';
import { diffLines, withGaps } from './lineDiff';
import { type ListRules, listDiff } from './listDiff';
import { capInWords, selectionInWords, windowInWords } from './metricWords';
import { weightText } from './percent';

// What is longer is compared by lines.
const inlineAtMost = 80;

/** The changes in words, in the order in which they come; of a whole thing that comes or goes only what it holds. */
export function partsOf(changes: Changes): Part[] {
  const isWhole = kindOf(changes) !== 'update';
  return Object.entries(changes)
    .filter(([, change]) => !isWhole || !(isEmpty(change.old) && isEmpty(change.new)))
    .map(([field, change]) => ({ name: fieldName(field), diff: diffOf(field, change.old, change.new) }));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What a field holds, as a difference to nothing. */
export function wholeOf(field: string, value: unknown): Diff | null {
  return isEmpty(value) ? null : diffOf(field, null, value);
}

function diffOf(field: string, old: unknown, next: unknown): Diff {
  switch (field) {
    case 'tags':
      return itemsOf<string>(old, next, names);
    case 'variants':
      return itemsOf<Variant>(old, next, variants);
    case 'targets':
      return itemsOf<Target>(old, next, targets);
    case 'prerequisites':
      return itemsOf<Prerequisite>(old, next, prerequisites);
    case 'rules':
      return itemsOf<TargetingRule>(old, next, rules);
    case 'arms':
      return itemsOf<VariantWeight>(old, next, arms);
    case 'metrics':
      return itemsOf<ExperimentMetric>(old, next, metrics);
    case 'flags':
    case 'dimensions':
      return itemsOf<string>(old, next, names);
    case 'events':
    case 'denominator':
      return wordsDiff<EventSelection>(old, next, selectionInWords);
    case 'window':
      return wordsDiff<MetricWindow>(old, next, windowInWords);
    case 'cap':
      return wordsDiff<MetricCap>(old, next, capInWords);
    case 'experiment':
      return wordsDiff<{ key: string; run?: number }>(old, next, ({ key }) => key);
    case 'included':
    case 'excluded':
      return idsDiff(old, next);
    case 'default_serve':
      return serveDiff(old as Serve | null, next as Serve | null);
    case 'when':
      return conditionDiff(old as Condition | null, next as Condition | null);
    default:
      return textDiff(valueInWords(field, old), valueInWords(field, next));
  }
}

function textDiff(old: string | undefined, next: string | undefined): Diff {
  const isLong = [old, next].some((text) => text !== undefined && (text.length > inlineAtMost || text.includes('\n')));
  return isLong && old !== undefined && next !== undefined
    ? { kind: 'lines', lines: withGaps(diffLines(old.split('\n'), next.split('\n'))) }
    : { kind: 'value', old, new: next };
}

/** A variant's value. */
function jsonDiff(old: unknown, next: unknown): Diff {
  const [before, after] = [old, next].map((value) => (value === undefined ? undefined : formatJson(value, 0)));
  const isLong = [before, after].some((text) => (text?.length ?? 0) > inlineAtMost);
  const lines = (value: unknown) => (value === undefined ? [] : formatJson(value).split('\n'));
  return isLong
    ? { kind: 'lines', lines: withGaps(diffLines(lines(old), lines(next))) }
    : { kind: 'value', old: before, new: after };
}

/** The history does not tell of all variants; what it tells was valid in its time. */
function serveText(serve: Serve): string {
  const named = [serve.variant, ...(serve.rollout ?? []).map((share) => share.variant)];
  return serveInWords(
    serve,
    named.filter((key) => key != null).map((key) => ({ key })),
  );
}

const serveDiff = (old?: Serve | null, next?: Serve | null): Diff => ({
  kind: 'value',
  old: old ? serveText(old) : undefined,
  new: next ? serveText(next) : undefined,
});

function wordsDiff<T>(old: unknown, next: unknown, inWords: (value: T) => string): Diff {
  return { kind: 'value', old: old ? inWords(old as T) : undefined, new: next ? inWords(next as T) : undefined };
}

const conditionDiff = (old?: Condition | null, next?: Condition | null): Diff => ({
  kind: 'value',
  old: old ? conditionInWords(old) : undefined,
  new: next ? conditionInWords(next) : undefined,
});

function itemsOf<T>(old: unknown, next: unknown, rules: ListRules<T>): Diff {
  return { kind: 'items', items: listDiff((old ?? []) as T[], (next ?? []) as T[], rules) };
}

const names: ListRules<string> = { key: (name) => name, title: (name) => name, parts: () => [] };

/** Segments tell who came and who went, and only as a whole who is in: docs/adr/history-of-segments.md. */
function idsDiff(old: unknown, next: unknown): Diff {
  if (Array.isArray(old) || Array.isArray(next)) {
    return itemsOf<string>(old, next, names);
  }

  const gone = old as { count?: number; removed?: string[] } | null;
  const come = next as { count?: number; added?: string[] } | null;
  return {
    kind: 'items',
    note: `${gone?.count ?? 0} → ${come?.count ?? 0}`,
    items: listDiff(gone?.removed ?? [], come?.added ?? [], names),
  };
}

/** Those of an item's parts that differ. */
function differing<T extends object>(
  old: T | undefined,
  next: T | undefined,
  fields: [keyof T, string, (old: never, next: never) => Diff][],
) {
  return fields
    .filter(([field]) => !(isEmpty(old?.[field]) && isEmpty(next?.[field])) && !isSameJson(old?.[field], next?.[field]))
    .map(([field, name, diff]): Part => ({ name, diff: diff(old?.[field] as never, next?.[field] as never) }));
}

const words = (field: string) => (old: unknown, next: unknown) => textDiff(valueInWords(field, old), valueInWords(field, next));
const ids = (old?: string[] | null, next?: string[] | null) => itemsOf<string>(old, next, names);
const weight = (old?: number | null, next?: number | null): Diff => ({
  kind: 'value',
  old: old == null ? undefined : weightText(old),
  new: next == null ? undefined : weightText(next),
});

const variants: ListRules<Variant> = {
  key: (variant) => variant.key,
  title: (variant) => variant.key,
  isOrdered: true,
  parts: (old, next) =>
    differing(old, next, [
      ['value', 'Value', jsonDiff],
      ['weight', 'Weight', weight],
    ]),
};

const arms: ListRules<VariantWeight> = {
  key: (arm) => arm.variant,
  title: (arm) => arm.variant,
  isOrdered: true,
  parts: (old, next) => differing(old, next, [['weight', 'Weight', weight]]),
};

const metrics: ListRules<ExperimentMetric> = {
  key: (metric) => metric.metric,
  title: (metric) => metric.metric,
  parts: (old, next) =>
    differing(old, next, [
      ['role', 'As', words('role')],
      ['margin', 'Margin', words('margin')],
    ]),
};

const targets: ListRules<Target> = {
  key: (target) => target.variant,
  title: (target) => target.variant,
  parts: (old, next) => differing(old, next, [['user_ids', 'Users', ids]]),
};

const prerequisites: ListRules<Prerequisite> = {
  key: (prerequisite) => prerequisite.flag_key,
  title: (prerequisite) => prerequisite.flag_key,
  parts: (old, next) => differing(old, next, [['variants', 'Serves one of', ids]]),
};

const rules: ListRules<TargetingRule> = {
  key: (rule) => rule.id ?? formatJson(rule, 0),
  title: (rule, position) => (rule.name ? `Rule ${position}: ${rule.name}` : `Rule ${position}`),
  isOrdered: true,
  parts: (old, next) =>
    differing(old, next, [
      ['name', 'Name', words('name')],
      ['when', 'If', conditionDiff],
      ['serve', 'Serve', serveDiff],
    ]).filter((part) => part.name !== 'Name' || (old !== undefined && next !== undefined)), // it stands in the title
};
