import { describe, expect, test } from 'vitest';
import { chanceText, daysText, diffText, heldRange, liftRange, liftText, lossText, meanText, pText } from './numbers';

const thin = '\u202f';

describe('A lift', () => {
  test('bears its sign, and a small one does not become 0', () => {
    expect(liftText(0.0321)).toBe(`+3.2${thin}%`);
    expect(liftText(-0.014)).toBe(`−1.4${thin}%`);
    expect(liftText(0.0004)).toBe(`+0.04${thin}%`);
    expect(liftText(0)).toBe(`0.0${thin}%`);
  });

  test('without a bound on a side says so', () => {
    expect(liftRange(-0.01, 0.02)).toBe(`−1.0${thin}% to +2.0${thin}%`);
    expect(liftRange(null, 0.02)).toBe(`up to +2.0${thin}%`);
    expect(liftRange(0.01, null)).toBe(`from +1.0${thin}%`);
    expect(liftRange(null, null)).toBe('no bounds');
  });
});

test('A p is never 0, and 1 only when it is', () => {
  expect([0, 1e-200, 0.00099, 0.001, 0.0324, 0.9996, 1].map(pText)).toEqual([
    '< 0.001',
    '< 0.001',
    '< 0.001',
    '0.001',
    '0.032',
    '> 0.999',
    '1',
  ]);
});

test('A chance is never certain', () => {
  expect([0, 0.5, 1].map(chanceText)).toEqual([`< 0.1${thin}%`, `50.0${thin}%`, `> 99.9${thin}%`]);
});

test('Shares are percent, their differences percentage points, all else numbers', () => {
  expect(meanText(0.1234, 'proportion')).toBe(`12.34${thin}%`);
  expect(diffText(-0.0042, 'retention')).toBe(`−0.42${thin}pp`);
  expect(lossText(0.00012, 'proportion', 0.3)).toBe(`0.012${thin}pp`);
  expect(lossText(0.0000012, 'proportion', 0.3)).toBe(`< 0.001${thin}pp`);
  expect(meanText(12.3456, 'sum')).toBe('12.35');
  expect(diffText(0.5, 'ratio')).toBe('+0.5000');
});

test('Days that are not over do not count', () => {
  expect([0.4, 1.9, 12].map(daysText)).toEqual(['less than a day', '1 day', '12 days']);
});

test('What is unknown is neither 0 nor nothing', () => {
  for (const write of [liftText, pText, chanceText, daysText]) {
    expect([null, undefined, Number.NaN].map((value) => write(value))).toEqual(['–', '–', '–']);
  }
});

describe('The interval beside a lift', () => {
  const relative = { ci_low: 0.01, ci_high: 0.2 };
  const sequential = { rel_ci_low: -0.1, rel_ci_high: 0.3 };
  const engine = { alpha: 0.05, sequence_alpha: 0.01, look_at: null };
  const held = (parts: object, at: object = {}) =>
    heldRange({ relative, sequential, ...parts } as Parameters<typeof heldRange>[0], { ...engine, ...at });

  test('is the one that holds at any look, until the plan has had its look', () => {
    expect(held({})).toBe(`99${thin}% at any look: −10.0${thin}% to +30.0${thin}%`);
    expect(held({}, { look_at: '2026-11-20T00:00:00Z' })).toBe(`95${thin}%: +1.0${thin}% to +20.0${thin}%`);
  });

  test('is that of one look where there is no sequence', () =>
    expect(held({ sequential: null })).toBe(`95${thin}%: +1.0${thin}% to +20.0${thin}%`));
});

test('A loss that is almost none is not written with digits that mean nothing', () => {
  expect(lossText(0.000000038, 'sum', 17)).toBe('< 0.0017');
  expect(lossText(0.38, 'sum', 17)).toBe('0.38');
});
