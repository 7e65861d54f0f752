import { describe, expect, it } from 'vitest';
import { errorAt, errorOfList, hasErrorBelow } from './fieldErrors';

const errors = {
  'rules[1].when.values[2]': ['must be a text.'],
  'rules[1].when.values': ['holds too much.'],
  'rules[10].name': ['must be a line.', 'is too long.'],
};

describe('errors of fields', () => {
  it('are found at their very place', () => {
    expect(errorAt(errors, 'rules[10].name')).toBe('Must be a line. Is too long.');
    expect(errorAt(errors, 'rules[10]')).toBeUndefined();
  });

  it('are found below a place, but not below one that only begins alike', () => {
    expect(hasErrorBelow(errors, 'rules[1]')).toBe(true);
    expect(hasErrorBelow({ 'rules[10].name': ['x'] }, 'rules[1]')).toBe(false);
    expect(hasErrorBelow({ rules_x: ['x'] }, 'rules')).toBe(false);
  });

  it('say which item of a list they mean', () => {
    expect(errorOfList(errors, 'rules[1].when.values')).toBe('Item 3: Must be a text. Holds too much.');
    expect(errorOfList(errors, 'tags')).toBeUndefined();
  });
});
