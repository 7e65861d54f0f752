import { expect, test } from 'vitest';
import type { LayerResponse } from '@/api/generated/api';
import { changedFields, formOf, keptBy, lockOf } from './form';

const layer: LayerResponse = {
  id: '0199a000-0000-7000-8000-000000000001',
  key: 'checkout',
  name: 'Checkout',
  description: '',
  environment_id: '0199a000-0000-7000-8000-000000000002',
  environment_key: 'production',
  bucket_by: 'user_id',
  salt: 'checkout',
  owners: [{ experiment_key: 'a', experiment_name: 'Short form', percentage: 25, ranges: [{ start: 0, end: 2_500 }] }],
  free_percentage: 75,
  free_ranges: [{ start: 2_500, end: 10_000 }],
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

test('Sends only what differs', () => {
  expect(changedFields(layer, formOf(layer))).toEqual({});
  expect(changedFields(layer, { ...formOf(layer), name: ' Till ' })).toEqual({ name: 'Till' });
});

test('Is locked while an experiment owns a part of it', () => {
  expect(lockOf(layer)).toMatch(/^“Short form” owns buckets/);
  expect(lockOf({ owners: [] })).toBeNull();
});

test('Is kept while an experiment that is not over names it', () => {
  const experiment = { name: 'Short form', layer: 'checkout' };
  expect(keptBy('checkout', [{ ...experiment, status: 'draft' }])).toMatch(/^“Short form” is in it/);
  expect(keptBy('checkout', [{ ...experiment, status: 'stopped' }])).toBeNull();
  expect(keptBy('other', [{ ...experiment, status: 'running' }])).toBeNull();
});
