import { describe, expect, it } from 'vitest';
import { percentOf, percentText, weightOf, weightTyped, whole } from './percent';
import { evenly, reachOf, shares, withoutWeight, withWeight } from './rollout';

const sum = (weights: number[]) => weights.reduce((all, weight) => all + weight, 0);

describe('equal shares', () => {
  it('give what does not divide to the first', () => {
    expect(evenly(3)).toEqual([33_334, 33_333, 33_333]);
    expect(evenly(1)).toEqual([whole]);
    expect(evenly(0)).toEqual([]);
  });
});

describe('proportional shares', () => {
  it('give remainders to the largest fractions', () => {
    expect(shares(10, [1, 1, 4])).toEqual([2, 2, 6]);
    expect(shares(10, [26, 26, 48])).toEqual([3, 2, 5]);
  });

  it('are equal where nobody has anything', () => {
    expect(shares(10, [0, 0])).toEqual([5, 5]);
  });
});

describe('a changed weight', () => {
  it('takes from the others in proportion', () => {
    expect(withWeight([50_000, 30_000, 20_000], 0, 75_000)).toEqual([75_000, 15_000, 10_000]);
  });

  it('gives to the others in proportion', () => {
    expect(withWeight([50_000, 30_000, 20_000], 0, 0)).toEqual([0, 60_000, 40_000]);
  });

  it('gives equally where the others have nothing', () => {
    expect(withWeight([100_000, 0, 0], 0, 40_000)).toEqual([40_000, 30_000, 30_000]);
  });

  it('goes no further than none and all', () => {
    expect(withWeight([50_000, 50_000], 0, 120_000)).toEqual([100_000, 0]);
    expect(withWeight([50_000, 50_000], 0, -1)).toEqual([0, 100_000]);
  });

  it('leaves locked ones alone, and takes no more than they leave', () => {
    expect(withWeight([50_000, 30_000, 20_000], 0, 60_000, new Set([1]))).toEqual([60_000, 30_000, 10_000]);
    expect(withWeight([50_000, 30_000, 20_000], 0, 90_000, new Set([1]))).toEqual([70_000, 30_000, 0]);
  });

  it('is what the locked ones leave where all others are locked', () => {
    expect(withWeight([50_000, 30_000, 20_000], 0, 10_000, new Set([1, 2]))).toEqual([50_000, 30_000, 20_000]);
  });

  it('always leaves whole numbers that sum to all', () => {
    let weights = [33_333, 33_333, 33_334, 0];
    for (let step = 0; step < 2_000; step++) {
      const locked = new Set(step % 5 === 0 ? [(step * 3) % 4] : []);
      weights = withWeight(weights, step % 4, (step * 7_919) % 100_001, locked);
      expect(sum(weights)).toBe(whole);
      expect(weights.every((weight) => Number.isInteger(weight) && weight >= 0)).toBe(true);
    }
  });

  it('mends weights that did not sum to all', () => {
    expect(sum(withWeight([10, 20, 30], 1, 50_000))).toBe(whole);
  });
});

describe('the reach of a weight', () => {
  const weights = [50_000, 30_000, 20_000];

  it('is all where no other is locked', () => {
    expect(reachOf(weights, 0)).toEqual({ least: 0, most: whole });
  });

  it('is what the locked ones leave', () => {
    expect(reachOf(weights, 0, new Set([1]))).toEqual({ least: 0, most: 70_000 });
  });

  it('is what it has where all others are locked', () => {
    expect(reachOf(weights, 0, new Set([1, 2]))).toEqual({ least: 50_000, most: 50_000 });
  });
});

describe('a weight that goes', () => {
  it('leaves its share to the others in proportion', () => {
    expect(withoutWeight([50_000, 30_000, 20_000], 0)).toEqual([60_000, 40_000]);
    expect(withoutWeight([100_000, 0], 0)).toEqual([whole]);
  });
});

describe('percentages', () => {
  it('are exact to three decimals, both ways', () => {
    for (let weight = 0; weight <= whole; weight += 7) {
      expect(weightOf(percentOf(weight))).toBe(weight);
    }
  });

  it('are written without needless digits', () => {
    expect(percentText(12.5)).toBe('12.5\u202f%');
    expect(percentText(percentOf(33_334))).toBe('33.334\u202f%');
  });
});

describe('a typed percentage', () => {
  it.each([
    ['12.345', 12_345],
    [' 7 % ', 7_000],
    ['.5', 500],
    ['5.', 5_000],
    ['0', 0],
    ['100', whole],
  ])('%j is a share', (text, weight) => {
    expect(weightTyped(text)).toBe(weight);
  });

  it.each(['', ' ', '%', '.', '-1', '150', '100.001', '1e3', '1.2345', '1,5', '0x10', 'NaN'])('%j is none', (text) => {
    expect(weightTyped(text)).toBeNull();
  });
});
