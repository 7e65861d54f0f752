import { expect, test } from 'vitest';
import type { FlagExposuresResponse } from '@/api/generated/api';
import { rowsOf, sumOf, wayOf } from './counts';

const variants = [
  { variant: 'on', single: 3, bulk: 10 },
  { variant: 'off', single: 1, bulk: 0 },
];
const usage: FlagExposuresResponse = {
  flag_key: 'checkout',
  environment_key: 'production',
  from: '2026-03-01T00:00:00Z',
  to: '2026-03-02T12:00:00Z',
  interval: 'day',
  last_evaluated_at: '2026-03-02T11:00:00Z',
  stale_reasons: [],
  totals: variants,
  series: [
    { at: '2026-03-01T00:00:00Z', variants },
    { at: '2026-03-02T00:00:00Z', variants: variants.map(({ variant }) => ({ variant, single: 0, bulk: 0 })) },
  ],
};

test('Adds up what was evaluated one by one and in bulk', () => {
  expect(rowsOf(usage, 'all')).toEqual([
    { at: '1 Mar', values: { on: 13, off: 1 } },
    { at: '2 Mar', values: { on: 0, off: 0 } },
  ]);
});

test('Counts one way alone', () => {
  expect(rowsOf(usage, 'single')[0]?.values).toEqual({ on: 3, off: 1 });
  expect(sumOf(variants, 'bulk')).toBe(10);
});

test('Draws nothing where nothing was counted', () => {
  expect(rowsOf({ ...usage, totals: variants.map((variant) => ({ ...variant, single: 0 })) }, 'single')).toEqual([]);
});

test('Counts all where the address names no known way', () => {
  expect(wayOf('twice')).toBe('all');
});
