import { expect, test } from 'vitest';
import { partsOf, rangesInWords } from './buckets';

test('The parts of a layer are in the order of its buckets, free ones between', () => {
  const owner = (key: string, ranges: { start: number; end: number }[]) => ({
    experiment_key: key,
    experiment_name: key,
    percentage: 10,
    ranges,
  });
  const parts = partsOf({
    owners: [
      owner('a', [{ start: 5_000, end: 6_000 }]),
      owner('b', [
        { start: 0, end: 500 },
        { start: 9_500, end: 10_000 },
      ]),
    ],
    free_ranges: [
      { start: 500, end: 5_000 },
      { start: 6_000, end: 9_500 },
    ],
  });
  expect(parts.map(({ start, owner }) => [start, owner])).toEqual([
    [0, 1],
    [500, null],
    [5_000, 0],
    [6_000, null],
    [9_500, 1],
  ]);
});

test('Ranges are told by their first and last bucket', () => {
  expect(rangesInWords([])).toBe('none');
  expect(rangesInWords([{ start: 0, end: 2_500 }])).toBe('0 to 2,499');
  expect(
    rangesInWords([
      { start: 0, end: 2_500 },
      { start: 5_000, end: 5_001 },
    ]),
  ).toBe('0 to 2,499 and 5,000');
});
