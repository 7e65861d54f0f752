import { describe, expect, it } from 'vitest';
import { readNumber, readObject } from './values';

describe('a number that is typed', () => {
  it.each(['0', '-12.50', '1e6', ' 7 '])('is read: %s', (text) => {
    expect(readNumber(text)).toHaveProperty('value');
  });

  it.each(['', '1.', '.5', '01', '1,5', 'NaN', '"1"'])('is not read where JSON has no such number: %s', (text) => {
    expect(readNumber(text)).toHaveProperty('fault');
  });
});

describe('an object that is typed', () => {
  it('is read', () => {
    expect(readObject('{"a": [1]}')).toEqual({ value: { a: [1] } });
  });

  it.each(['', '{', '[]', 'null', '1'])('is refused where it is none: %s', (text) => {
    expect(readObject(text)).toHaveProperty('fault');
  });
});
