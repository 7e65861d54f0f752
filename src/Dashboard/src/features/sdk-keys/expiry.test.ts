import { expect, test } from 'vitest';
import { endOfOverlap, expiryOf, isExpired } from './expiry';

const now = Date.parse('2030-01-01T00:00:00Z');

test('A key that never expires says so', () => {
  expect(expiryOf('never', '', now)).toBeNull();
});

test('Counts days from now', () => {
  expect(expiryOf('30', '', now)).toBe('2030-01-31T00:00:00.000Z');
});

test('Keeps a key working until the chosen day ends for the reader', () => {
  expect(expiryOf('date', '2030-02-03', now)).toBe(new Date(2030, 1, 3, 23, 59, 59).toISOString());
});

test('Waits for the day', () => {
  expect(expiryOf('date', '', now)).toBeUndefined();
});

test('A key is expired at its last moment, not before', () => {
  expect(isExpired('2030-01-01T00:00:00Z', now)).toBe(true);
  expect(isExpired('2030-01-01T00:00:01Z', now)).toBe(false);
});

test('An overlap does not make a key live longer than it would have', () => {
  expect(endOfOverlap('2030-01-01T01:00:00Z', 86_400, now)).toBe('2030-01-01T01:00:00.000Z');
  expect(endOfOverlap(null, 3_600, now)).toBe('2030-01-01T01:00:00.000Z');
});
