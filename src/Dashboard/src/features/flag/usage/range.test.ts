import { expect, test } from 'vitest';
import { beginningOf, type RangeName, rangeOf, ranges } from './range';

test('Shows 30 days where the address asks for nothing, or for what there is not', () => {
  for (const name of [undefined, '5 days', 'constructor']) {
    expect(rangeOf(name)).toMatchObject({ name: '30d', interval: 'day' });
  }
});

test('Takes the usual interval where the range cannot have the one that is asked for', () => {
  expect(rangeOf('7d', 'day').interval).toBe('day');
  expect(rangeOf('90d', 'hour').interval).toBe('day');
  expect(rangeOf('24h', 'day').interval).toBe('hour');
});

test('Never asks for more intervals than the server counts at once', () => {
  for (const [name, { length, intervals }] of Object.entries(ranges)) {
    for (const interval of intervals) {
      expect(length / (interval === 'day' ? 24 : 1), `${name} by ${interval}`).toBeLessThanOrEqual(744);
    }
  }
});

test.each<[RangeName, 'hour' | 'day', string]>([
  ['24h', 'hour', '2026-03-09T13:30:00.000Z'],
  ['7d', 'day', '2026-03-04T12:30:00.000Z'],
])('%s by %s is as many intervals, that of now among them', (name, interval, from) => {
  expect(beginningOf(name, interval, Date.parse('2026-03-10T12:30:00Z'))).toBe(from);
});
