import { expect, test } from 'vitest';
import type { AuditEntryResponse } from '@/api/generated/api';
import { planRestore } from './planRestore';

const deleted = {
  entity_type: 'flag',
  action: 'delete',
  environment_key: 'development',
  changes: { key: { old: 'a', new: null }, name: { old: 'A', new: null } },
} as unknown as AuditEntryResponse;

test('makes a deleted flag again where it was', () => {
  expect(planRestore(deleted)).toEqual({ type: 'flag', body: { key: 'a', name: 'A', environment_key: 'development' } });
});

test('leaves the experiment and the holdout of a deleted flag to those who write them', () => {
  const linked = {
    ...deleted,
    changes: { ...deleted.changes, experiment: { old: null, new: null }, holdout: { old: 'all', new: null } },
  };
  expect(planRestore(linked as AuditEntryResponse)).toEqual(planRestore(deleted));
});

test('restores nothing that was not deleted', () => {
  expect(planRestore({ ...deleted, action: 'update' })).toBeNull();
});

test('restores neither keys, whose secrets are gone, nor environments', () => {
  expect(planRestore({ ...deleted, entity_type: 'sdk_key' })).toBeNull();
  expect(planRestore({ ...deleted, entity_type: 'environment' })).toBeNull();
});
