import { expect, test } from 'vitest';
import { jsonMistake } from './jsonMistake';

test('finds nothing in JSON', () => {
  expect(jsonMistake('{"a": [1, 2.0, null]}')).toBeNull();
});

test('says line and column of the first mistake', () => {
  expect(jsonMistake('{\n  "a": 1,\n  b: 2\n}')?.message).toBe('Line 3, column 3: b is not expected here.');
});

test('says that a text ends too early', () => {
  expect(jsonMistake('{"a": [1')?.message).toBe('Line 1, column 9: the text ends too early.');
});

test('says what is expected where there is nothing', () => {
  expect(jsonMistake('  ')?.message).toContain('a value is expected');
});
