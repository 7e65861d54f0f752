import { describe, expect, test } from 'vitest';
import { isSameJson, parseJson } from './json';

describe('JSON of variants', () => {
  test('has plain numbers where these say the same', () => {
    expect(parseJson('[1, 2.5, -3]')).toEqual([1, 2.5, -3]);
  });

  test('is the same whatever the order of names', () => {
    expect(isSameJson(parseJson('{"a": 1, "b": [{"c": 2, "d": 3}]}'), parseJson('{"b": [{"d": 3, "c": 2}], "a": 1}'))).toBe(true);
  });

  test('differs where a list has another order', () => {
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
  });
});
