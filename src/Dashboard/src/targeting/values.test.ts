import { describe, expect, it } from 'vitest';
import { otherReading, scalarInWords, scalarOf, splitIds, splitValues, textOf } from './values';

describe('a value that is typed', () => {
  it('is a number where it is wholly one', () => {
    expect(scalarOf('5')).toBe(5);
    expect(scalarOf('-1.25')).toBe(-1.25);
  });

  it('is true or false where it says so', () => {
    expect(scalarOf('true')).toBe(true);
    expect(scalarOf('True')).toBe('True');
  });

  it.each(['05', '1.', '1,5', '+5', '0x1', 'NaN', '5 '])('is a text where it only resembles a number: %s', (typed) => {
    expect(scalarOf(typed)).toBe(typed);
  });

  it('is a text where it stands in quotes', () => {
    expect(scalarOf('"5"')).toBe('5');
    expect(scalarOf('"Zurich, CH"')).toBe('Zurich, CH');
    expect(textOf('""')).toBe('');
    expect(textOf('"')).toBe('"');
  });
});

describe('a value that is shown', () => {
  it('tells the text 5 from the number', () => {
    expect(scalarInWords('5')).toBe('"5"');
    expect(scalarInWords(5)).toBe('5');
  });

  it('can be turned into what it resembles', () => {
    expect(otherReading('5')).toBe(5);
    expect(otherReading(5)).toBe('5');
    expect(otherReading(true)).toBe('true');
    expect(otherReading('pro')).toBeNull();
  });
});

describe('several values at once', () => {
  it('are split at lines and commas', () => {
    expect(splitValues('a, b\nc\r\n\r\n d ')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keep their commas where those may belong to them', () => {
    expect(splitValues('a{1,2}\nb', true)).toEqual(['a{1,2}', 'b']);
  });

  it('that are ids are split at lines only, where there are lines', () => {
    expect(splitIds('Doe, Jane\r\n\r\n Roe, Rick\t1 ')).toEqual(['Doe, Jane', 'Roe, Rick\t1']);
    expect(splitIds('Doe, Jane\n')).toEqual(['Doe, Jane']);
  });

  it('that are ids are split at commas and tabs on a single line', () => {
    expect(splitIds('a, b\tc')).toEqual(['a', 'b', 'c']);
    expect(splitIds('"Doe, Jane"')).toEqual(['"Doe, Jane"']);
  });

  it('are not split within quotes', () => {
    expect(splitValues('"Zurich, CH"')).toEqual(['"Zurich, CH"']);
    expect(splitValues('"a","b"')).toEqual(['"a"', '"b"']);
  });
});
