import type { Condition } from '@/api/generated/api';

export type Operator = NonNullable<Condition['operator']>;

/** What an operator compares with: "scalars" are texts, numbers, true and false. */
export type ValueKind =
  | 'none'
  | 'scalars'
  | 'texts'
  | 'patterns'
  | 'networks'
  | 'versions'
  | 'number'
  | 'time'
  | 'version'
  | 'percentage'
  | 'segments'
  | 'variants';

interface OperatorFacts {
  /** As it stands between an attribute and its values. */
  words: string;
  /** The same with several values, where that reads differently. */
  many?: string;
  group: 'Equality' | 'Text' | 'Number' | 'Date' | 'Version' | 'List' | 'Network' | 'Presence' | 'Segment, flag, percentage';
  values: ValueKind;
  /** Whether a leaf may ask to ignore case. */
  ignoresCase?: boolean;
}

const text = { group: 'Text', values: 'texts', ignoresCase: true } as const;
const list = { group: 'List', values: 'scalars', ignoresCase: true } as const;
const version = { group: 'Version', values: 'version' } as const;
const number = { group: 'Number', values: 'number' } as const;

/** All operators in the order in which they are offered. */
export const operators: Readonly<Record<Operator, OperatorFacts>> = {
  equals: { words: 'is', many: 'is one of', group: 'Equality', values: 'scalars', ignoresCase: true },
  not_equals: { words: 'is not', many: 'is none of', group: 'Equality', values: 'scalars', ignoresCase: true },
  in: { words: 'is one of', group: 'Equality', values: 'scalars', ignoresCase: true },
  not_in: { words: 'is none of', group: 'Equality', values: 'scalars', ignoresCase: true },
  contains: { ...text, words: 'contains', many: 'contains one of' },
  not_contains: { ...text, words: 'does not contain', many: 'contains none of' },
  starts_with: { ...text, words: 'starts with', many: 'starts with one of' },
  not_starts_with: { ...text, words: 'does not start with', many: 'starts with none of' },
  ends_with: { ...text, words: 'ends with', many: 'ends with one of' },
  not_ends_with: { ...text, words: 'does not end with', many: 'ends with none of' },
  matches: { ...text, values: 'patterns', words: 'matches the pattern', many: 'matches one of the patterns' },
  not_matches: { ...text, values: 'patterns', words: 'does not match the pattern', many: 'matches none of the patterns' },
  gt: { ...number, words: 'is greater than' },
  gte: { ...number, words: 'is at least' },
  lt: { ...number, words: 'is less than' },
  lte: { ...number, words: 'is at most' },
  before: { words: 'is before', group: 'Date', values: 'time' },
  after: { words: 'is after', group: 'Date', values: 'time' },
  semver_eq: { ...version, values: 'versions', words: 'is version', many: 'is one of the versions' },
  semver_neq: { ...version, values: 'versions', words: 'is not version', many: 'is none of the versions' },
  semver_gt: { ...version, words: 'is a version after' },
  semver_gte: { ...version, words: 'is at least version' },
  semver_lt: { ...version, words: 'is a version before' },
  semver_lte: { ...version, words: 'is at most version' },
  includes_any: { ...list, words: 'is a list with', many: 'is a list with any of' },
  includes_all: { ...list, words: 'is a list with', many: 'is a list with all of' },
  includes_none: { ...list, words: 'is a list without', many: 'is a list with none of' },
  in_cidr: { words: 'is in the network', many: 'is in one of the networks', group: 'Network', values: 'networks' },
  not_in_cidr: { words: 'is outside the network', many: 'is outside the networks', group: 'Network', values: 'networks' },
  exists: { words: 'has a value', group: 'Presence', values: 'none' },
  not_exists: { words: 'has no value', group: 'Presence', values: 'none' },
  in_segment: {
    words: 'is in the segment',
    many: 'is in one of the segments',
    group: 'Segment, flag, percentage',
    values: 'segments',
  },
  not_in_segment: {
    words: 'is not in the segment',
    many: 'is in none of the segments',
    group: 'Segment, flag, percentage',
    values: 'segments',
  },
  flag_is: { words: 'serves', many: 'serves one of', group: 'Segment, flag, percentage', values: 'variants' },
  flag_is_not: { words: 'does not serve', many: 'serves none of', group: 'Segment, flag, percentage', values: 'variants' },
  within_percentage: { words: 'falls within', group: 'Segment, flag, percentage', values: 'percentage' },
};

export const operatorNames = Object.keys(operators) as Operator[];

/** Whether it takes exactly one value. */
export function takesOne(kind: ValueKind): boolean {
  return kind === 'number' || kind === 'time' || kind === 'version' || kind === 'percentage';
}

/** What the attribute of a leaf is. */
export function subjectOf(operator: Operator): 'attribute' | 'flag' | 'user' {
  const { values } = operators[operator];
  return values === 'segments' ? 'user' : values === 'variants' ? 'flag' : 'attribute';
}

/** Whether the attribute may be the time of the evaluation. */
export function takesNow(operator: Operator): boolean {
  return operators[operator].values === 'time';
}
