import { describe, expect, test } from 'vitest';
import { isJsonNumber, isSameJson, parseJson } from './json';

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

  test.each(['0', '-1', '1.0', '1e6', '12345678901234567890'])('knows the number %s', (text) => {
    expect(isJsonNumber(text)).toBe(true);
  });

  test.each(['', '01', '1.', '.5', '+1', '0x1', 'NaN', '1 '])('knows that “%s” is none', (text) => {
    expect(isJsonNumber(text)).toBe(false);
  });
});
