import { expect, test } from 'vitest';
import { quoted } from './quote';

test('ends no literal early', () => {
  expect(quoted('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
  expect(quoted('\u2028')).toBe('"\\u2028"');
});
