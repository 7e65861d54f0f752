import { describe, expect, test } from 'vitest';
import { barOf, placeOf, scaleOf, scaleOfIntervals, ticksIn } from './scale';

describe('A scale', () => {
  test('holds all that is seen, and 0', () => {
    const { low, high } = scaleOf([0.02, 0.08]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.08);
    expect(scaleOf([-0.02, -0.08]).high).toBe(0);
  });

  test('leaves out what is unknown or infinite', () => {
    expect(scaleOf([null, Number.POSITIVE_INFINITY, Number.NaN, undefined, -0.1, 0.1])).toEqual(scaleOf([-0.1, 0.1]));
  });

  test('of nothing, or of 0 alone, still has an extent', () => {
    for (const scale of [scaleOf([]), scaleOf([0, null])]) {
      expect(scale.high).toBeGreaterThan(scale.low);
      expect(scale.ticks).toContain(0);
    }
  });

  test('has room where an interval has no bound', () => {
    expect(scaleOfIntervals([{ low: null, high: 0.3 }], [0.02]).low).toBeLessThan(-0.05);
    expect(scaleOfIntervals([{ low: null, high: null }], [0.02])).toEqual(scaleOf([0.02]));
  });

  test('has round ticks, of which 0 is one', () => {
    expect(ticksIn(-0.11, 0.32, 5)).toEqual([-0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticksIn(-26, 31, 5)).toEqual([-20, 0, 20]);
    expect(scaleOf([1e-7, 3e-7]).ticks.length).toBeGreaterThan(2);
  });
});

describe('In a picture', () => {
  const scale = scaleOf([-1, 1]);

  test('0 of an even scale stands in the middle', () => {
    expect(placeOf(0, scale, 200)).toBe(100);
  });

  test('what lies beyond stands at the edge', () => {
    expect(placeOf(99, scale, 200)).toBe(200);
    expect(placeOf(-99, scale, 200)).toBe(0);
  });

  test('an interval without a bound is open to that side', () => {
    expect(barOf(null, 0, scale, 200)).toEqual({ from: 0, to: 100, isOpenLow: true, isOpenHigh: false });
    expect(barOf(0, Number.POSITIVE_INFINITY, scale, 200)).toEqual({ from: 100, to: 200, isOpenLow: false, isOpenHigh: true });
  });

  test('an interval without any bound is not drawn', () => {
    expect(barOf(null, undefined, scale, 200)).toBeNull();
  });
});
