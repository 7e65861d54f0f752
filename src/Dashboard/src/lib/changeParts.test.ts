import { describe, expect, it, test } from 'vitest';
import type { TargetingRule } from '@/api/generated/api';
import { partsOf } from './changeParts';
import type { Item } from './diff';

const rule = (id: string, more: Partial<TargetingRule> = {}): TargetingRule => ({
  id,
  name: '',
  when: { attribute: 'country', operator: 'in', values: ['DE'] },
  serve: { variant: 'on' },
  ...more,
});

function only(field: string, old: unknown, next: unknown) {
  const [part, ...others] = partsOf({ [field]: { old, new: next } });
  expect(others).toEqual([]);
  if (part === undefined) {
    throw new Error('There is no part.');
  }
  return part;
}

function items(field: string, old: unknown, next: unknown): Item[] {
  const { diff } = only(field, old, next);
  return diff.kind === 'items' ? diff.items : [];
}

test('says numbers and switches in words', () => {
  expect(only('rollout_percentage', 5, 25)).toEqual({
    name: 'Rollout',
    diff: { kind: 'value', old: '5 %', new: '25 %' },
  });
  expect(only('is_enabled', false, true).diff).toEqual({ kind: 'value', old: 'off', new: 'on' });
  expect(only('is_archived', false, true).diff).toEqual({ kind: 'value', old: 'no', new: 'yes' });
});

test('has nothing for what is empty', () => {
  expect(only('owner', null, 'payments').diff).toEqual({ kind: 'value', old: undefined, new: 'payments' });
});

test('shows an unknown field under its own name', () => {
  expect(only('some_new_field', 1, 2)).toEqual({ name: 'Some new field', diff: { kind: 'value', old: '1', new: '2' } });
});

test('tells which tags came and went', () => {
  expect(items('tags', ['a', 'b'], ['b', 'c']).map((item) => `${item.how} ${item.title}`)).toEqual(['removed a', 'added c']);
});

test('knows a rule by its id when it moves', () => {
  const moved = items('rules', [rule('1'), rule('2'), rule('3')], [rule('3'), rule('1'), rule('2')]);
  expect(moved).toEqual([{ how: 'moved', title: 'Rule 1', moved: { from: 3, to: 1 }, parts: [] }]);
});

test('does not call a rule moved because one was put before it', () => {
  expect(items('rules', [rule('1')], [rule('0'), rule('1')]).map((item) => item.how)).toEqual(['added']);
});

test('tells what changed within a rule', () => {
  const [changed] = items('rules', [rule('1')], [rule('1', { name: 'Germans', serve: { variant: 'off' } })]);
  expect(changed?.title).toBe('Rule 1: Germans');
  expect(changed?.parts.map((part) => part.name)).toEqual(['Name', 'Serve']);
});

test('tells which users of a target came and went', () => {
  const [changed] = items('targets', [{ variant: 'on', user_ids: ['ann'] }], [{ variant: 'on', user_ids: ['bob'] }]);
  const users = changed?.parts[0]?.diff;
  expect(users?.kind === 'items' && users.items.map((item) => `${item.how} ${item.title}`)).toEqual(['removed ann', 'added bob']);
});

test('tells weights in percent', () => {
  const [changed] = items('variants', [{ key: 'a', value: 1, weight: 50_000 }], [{ key: 'a', value: 1, weight: 12_500 }]);
  expect(changed?.parts).toEqual([{ name: 'Weight', diff: { kind: 'value', old: '50\u202f%', new: '12.5\u202f%' } }]);
});

test('compares a long value line by line', () => {
  const value = (timeout: number) => ({ endpoints: ['https://one.example.com', 'https://two.example.com'], timeout, retries: 3 });
  const [changed] = items('variants', [{ key: 'a', value: value(1) }], [{ key: 'a', value: value(2) }]);
  const diff = changed?.parts[0]?.diff;
  expect(diff?.kind === 'lines' && diff.lines.filter((line) => line.how !== 'same' && line.how !== 'gap')).toEqual([
    { how: 'removed', text: '  "timeout": 1,' },
    { how: 'added', text: '  "timeout": 2,' },
  ]);
});

test('tells who came to a segment and who went', () => {
  const part = only('included', { count: 3, removed: ['bob'] }, { count: 3, added: ['eve'] });
  expect(part.diff).toEqual({
    kind: 'items',
    note: '3 → 3',
    items: [
      { how: 'removed', title: 'bob', parts: [] },
      { how: 'added', title: 'eve', parts: [] },
    ],
  });
});

test('shows of a new thing only what it holds', () => {
  const parts = partsOf({ key: { old: null, new: 'a' }, owner: { old: null, new: null }, tags: { old: null, new: [] } });
  expect(parts.map((part) => part.name)).toEqual(['Key']);
});

describe('Of metrics and experiments', () => {
  it('events and windows are told in words', () => {
    const parts = partsOf({
      events: { old: { event: 'buy', aggregate: 'sum' }, new: { event: 'purchase', aggregate: 'count' } },
      window: { old: { kind: 'none' }, new: { kind: 'conversion', hours: 72, delay_hours: 0, mature_only: true } },
    });
    expect(parts.map((part) => part.diff)).toEqual([
      { kind: 'value', old: '“buy” events', new: 'number of “purchase” events' },
      {
        kind: 'value',
        old: 'from its first exposure to the end of the run',
        new: 'within 3 days after its first exposure, only units whose window is over',
      },
    ]);
  });

  it('a flag tells which experiment runs on it, not how it deals', () =>
    expect(partsOf({ experiment: { old: null, new: { key: 'short-form', run: 3, salt: 'x' } } })).toEqual([
      { name: 'Experiment', diff: { kind: 'value', old: undefined, new: 'short-form' } },
    ]));

  it('arms and metrics are told one by one', () => {
    const [arms, metrics] = partsOf({
      arms: { old: [{ variant: 'on', weight: 50_000 }], new: [{ variant: 'on', weight: 20_000 }] },
      metrics: { old: [], new: [{ metric: 'revenue', role: 'guardrail', margin: 0.02 }] },
    });
    expect(arms?.diff).toMatchObject({ items: [{ how: 'changed', title: 'on' }] });
    expect(metrics?.diff).toMatchObject({ items: [{ how: 'added', title: 'revenue' }] });
  });

  it('shares are told in percent', () =>
    expect(partsOf({ percentage: { old: 5, new: 10 } })).toEqual([
      { name: 'Held out', diff: { kind: 'value', old: '5 %', new: '10 %' } },
    ]));
});
