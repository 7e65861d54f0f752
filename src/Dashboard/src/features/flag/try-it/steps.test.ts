import { expect, test } from 'vitest';
import type { Explanation, RuleTrace } from '@/api/generated/api';
import { stepsOf } from './steps';

const rule = (matched: boolean, decides: boolean): RuleTrace => ({
  id: '',
  name: '',
  matched,
  decides,
  when: { matched },
  serve: { variant: 'on' },
});

function states(more: Partial<Explanation>) {
  const trace: Explanation = {
    decided_by: 'default',
    off_variant: 'off',
    prerequisites: [],
    rules: [],
    default: { variant: 'on' },
    ...more,
  };
  return stepsOf(trace).map((step) => `${step.kind} ${step.state}`);
}

test('goes through to the default when nothing decides before', () => {
  expect(states({ rules: [rule(false, false)] })).toEqual(['switch passed', 'target passed', 'rule passed', 'default decided']);
});

test('skips what stands behind the rule that decides, also another that would match', () => {
  expect(states({ decided_by: 'rule', rules: [rule(true, true), rule(true, false)] })).toEqual([
    'switch passed',
    'target passed',
    'rule decided',
    'rule skipped',
    'default skipped',
  ]);
});

test('ends at the first prerequisite that is not met', () => {
  const prerequisite = (met: boolean) => ({ flag_key: 'a', variants: [], serves: 'on', met, reason: '' });
  expect(
    states({ decided_by: 'prerequisite', prerequisites: [prerequisite(true), prerequisite(false), prerequisite(false)] }),
  ).toEqual([
    'switch passed',
    'prerequisite passed',
    'prerequisite decided',
    'prerequisite skipped',
    'target skipped',
    'default skipped',
  ]);
});

test('ends at the switch when the flag is off', () => {
  expect(states({ decided_by: 'disabled' })).toEqual(['switch decided', 'target skipped', 'default skipped']);
});

test('shows a holdout before the users, and an experiment before the default', () => {
  const buckets = { bucket_by: 'user_id', hashed: 'salt:ann', bucket: 7, ranges: [] };
  const holdout = { key: 'h', held_out: false, buckets };
  const experiment = { key: 'e', takes_part: true, entry: buckets, arms: { variant: 'on' } };
  expect(states({ decided_by: 'experiment', holdout, experiment })).toEqual([
    'switch passed',
    'holdout passed',
    'target passed',
    'experiment decided',
    'default skipped',
  ]);
  expect(states({ decided_by: 'holdout', holdout: { ...holdout, held_out: true }, experiment })).toEqual([
    'switch passed',
    'holdout decided',
    'target skipped',
    'experiment skipped',
    'default skipped',
  ]);
});
