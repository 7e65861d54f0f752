import { expect, test } from 'vitest';
import type { FlagResponse } from '@/api/generated/api';
import { denyRevert, planRevert } from './planRevert';

const present = { key: 'a', name: 'A', rollout_percentage: 25, is_enabled: true, owner: 'me', version: 7 } as FlagResponse;

test('takes back the fields that the entry changed, and no others', () => {
  const plan = planRevert({ changes: { rollout_percentage: { old: 5, new: 25 } } }, present);
  expect(plan).toEqual({
    fields: { rollout_percentage: 5 },
    changes: { rollout_percentage: { old: 25, new: 5 } },
    changedSince: [],
  });
});

test('names the fields that were changed again since', () => {
  const plan = planRevert({ changes: { rollout_percentage: { old: 5, new: 10 }, owner: { old: null, new: 'me' } } }, present);
  expect(plan.changedSince).toEqual(['Rollout']);
  expect(plan.changes).toEqual({ rollout_percentage: { old: 25, new: 5 }, owner: { old: 'me', new: null } });
});

test('finds nothing to do where everything is as it was before', () => {
  expect(planRevert({ changes: { is_enabled: { old: true, new: false } } }, present).changes).toEqual({});
});

test('leaves out what nobody can write', () => {
  expect(planRevert({ changes: { key: { old: 'b', new: 'a' } } }, present).fields).toEqual({});
});

test('leaves out what only experiments and holdouts write', () => {
  const changes = {
    experiment: { old: { key: 'e' }, new: null },
    holdout: { old: null, new: 'all' },
    default_serve: { old: null, new: { variant: 'on' } },
  };
  expect(planRevert({ changes }, present).fields).toEqual({ default_serve: null });
});

test('refuses to take back that a flag was made or deleted', () => {
  expect(denyRevert({ action: 'create' })).toContain('nothing before it');
  expect(denyRevert({ action: 'delete' })).toContain('restore');
  expect(denyRevert({ action: 'update' })).toBeNull();
});
