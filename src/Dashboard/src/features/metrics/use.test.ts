import { expect, test } from 'vitest';
import { keptBy, lockOf, usersOf } from './use';

const experiment = (key: string, status: 'draft' | 'running' | 'stopped' | 'archived', metric: string) => ({
  key,
  name: key.toUpperCase(),
  status,
  metrics: [{ metric, role: 'goal' as const }],
});
const experiments = [
  experiment('a', 'running', 'revenue'),
  experiment('b', 'stopped', 'orders'),
  experiment('c', 'archived', 'clicks'),
];

test('Finds who measures with it', () => expect(usersOf('revenue', experiments).map(({ key }) => key)).toEqual(['a']));

test('Is locked only while one of them runs, and says which', () => {
  expect(lockOf('revenue', experiments)).toContain('“A” runs and measures with it. Until it is stopped');
  expect(lockOf('orders', experiments)).toBeNull();
});

test('Can be deleted once all of them are archived', () => {
  expect(keptBy('orders', experiments)).toBe('“B” measures with it. Archive or change it first.');
  expect(keptBy('clicks', experiments)).toBeNull();
});
