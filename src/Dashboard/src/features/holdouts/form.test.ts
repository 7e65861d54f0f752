import { describe, expect, test } from 'vitest';
import type { HoldoutResponse } from '@/api/generated/api';
import { aFlag, inEnvironment } from '@/lib/flagSamples';
import { changedFields, emptyForm, fieldsOf, flagChoices, formOf, holdoutInWords, keptBy, lockOf } from './form';

const holdout: HoldoutResponse = {
  id: '0199a000-0000-7000-8000-000000000001',
  key: 'winter',
  name: 'Winter',
  description: '',
  environment_id: '0199a000-0000-7000-8000-000000000002',
  environment_key: 'development',
  percentage: 2.5,
  bucket_by: 'user_id',
  salt: 'winter',
  flags: ['a', 'b'],
  experiments: [],
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

describe('What a holdout means', () => {
  test('is said with its share and its flags', () =>
    expect(holdoutInWords({ ...emptyForm, flags: ['a', 'b', 'c'] })).toBe(
      '5\u202f% of users get the off variant of these 3 flags, whatever is rolled out. An equal 5\u202f% are measured against them, and are otherwise treated like everybody else.',
    ));

  test('is said of other units and of one flag', () =>
    expect(holdoutInWords({ ...emptyForm, bucket_by: 'account_id', flags: ['a'] })).toContain(
      '5\u202f% of all values of account_id get the off variant of this flag',
    ));

  test('is said before it has flags', () => expect(holdoutInWords(emptyForm)).toContain('of every flag linked to it'));
});

test('Sends only what differs, and takes another order of flags for the same', () => {
  expect(changedFields(holdout, { ...formOf(holdout), flags: ['b', 'a'] })).toEqual({});
  expect(changedFields(holdout, { ...formOf(holdout), percentage: '3 %', flags: ['b'] })).toEqual({
    percentage: 3,
    flags: ['b'],
  });
});

test('Leaves it to the server to refuse what is no number', () => {
  expect(fieldsOf({ ...emptyForm, percentage: 'five' }).percentage).toBe(0);
});

test('Is locked while anything is linked to it', () => {
  expect(lockOf(holdout)).toMatch(/^2 flags are linked to it/);
  expect(lockOf({ flags: ['a'], experiments: ['x'] })).toMatch(/^1 flag is and 1 running experiment is linked to it/);
  expect(lockOf({ flags: [], experiments: [] })).toBeNull();
});

test('Is kept while an experiment that is not over names it', () => {
  const experiment = { name: 'Short form', holdout: 'winter' };
  expect(keptBy('winter', [{ ...experiment, status: 'running' }])).toMatch(/^“Short form” names it/);
  expect(keptBy('winter', [{ ...experiment, status: 'archived' }])).toBeNull();
});

test('Offers the flags of its environment, and says which are in another holdout', () => {
  const flags = [
    aFlag({ key: 'free' }),
    aFlag({ key: 'mine', environments: [inEnvironment({ holdout: 'winter' })] }),
    aFlag({ key: 'taken', environments: [inEnvironment({ holdout: 'summer' })] }),
    aFlag({ key: 'elsewhere', environments: [inEnvironment({ environment_key: 'production' })] }),
    aFlag({ key: 'gone', environments: [inEnvironment({ is_archived: true })] }),
  ];
  expect(flagChoices(flags, 'development', 'winter')).toEqual([
    { value: 'free', label: 'free', disabled: false },
    { value: 'mine', label: 'mine', disabled: false },
    { value: 'taken', label: 'taken (in the holdout summer)', disabled: true },
  ]);
});
