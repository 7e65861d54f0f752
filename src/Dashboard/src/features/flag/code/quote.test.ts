import { expect, test } from 'vitest';
import { quoted, shellQuoted } from './quote';

test('ends no literal early', () => {
  expect(quoted('a"b\\c\nd')).toBe('"a\\"b\\\\c\\nd"');
  expect(quoted('\u2028')).toBe('"\\u2028"');
});

test('ends no shell word early', () => {
  expect(shellQuoted("it's $HOME `id`")).toBe("'it'\\''s $HOME `id`'");
});
