import { describe, expect, test } from 'vitest';
import { compactText, countText, measureText, numberText, shareText, smallText, timeText, unknown } from './format';

describe('Numbers of a chart', () => {
  test('are grouped, short on axes, and to four digits where they are measured', () => {
    expect(countText(12345)).toBe('12,345');
    expect(compactText(12345)).toBe('12.3K');
    expect(numberText(-0.123456)).toBe('−0.1235');
    expect(numberText(91512.4)).toBe('91,512');
    expect(measureText(0.39)).toBe('0.3900');
    expect(smallText(0.00001887)).toBe('0.000019');
  });

  test('that are shares are written as percent', () => {
    expect(shareText(0.1234)).toBe('12.3\u202f%');
    expect(shareText(1, 0)).toBe('100\u202f%');
  });

  test('that are unknown are never shown as 0, NaN or nothing', () => {
    for (const write of [countText, compactText, numberText, measureText, smallText, shareText]) {
      expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map((value) => write(value))).toEqual(
        Array(4).fill(unknown),
      );
    }
  });
});

test('Times of a chart are UTC, as the counts are kept', () => {
  expect(timeText('2026-11-03T14:00:00Z', 'hour')).toBe('3 Nov, 14:00');
  expect(timeText('2026-11-03T00:30:00+02:00', 'day')).toBe('2 Nov');
  expect(timeText('2026-11-03', 'day')).toBe('3 Nov');
});
