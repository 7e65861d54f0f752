import { expect, test } from 'vitest';
import { diffLines, withGaps } from './lineDiff';

const signs = { same: ' ', added: '+', removed: '-' };
const show = (old: string, next: string) => diffLines([...old], [...next]).map((line) => signs[line.how] + line.text);

test('keeps what is common', () => {
  expect(show('abcd', 'axcd')).toEqual([' a', '-b', '+x', ' c', ' d']);
});

test('adds to nothing and removes to nothing', () => {
  expect(show('', 'ab')).toEqual(['+a', '+b']);
  expect(show('ab', '')).toEqual(['-a', '-b']);
});

test('moves as little as possible', () => {
  expect(show('abc', 'cab')).toEqual(['+c', ' a', ' b', '-c']);
});

test('replaces what is too long to compare', () => {
  const many = (prefix: string) => Array.from({ length: 1500 }, (_, at) => `${prefix}${at}`);
  expect(diffLines(many('a'), many('b')).filter((line) => line.how === 'removed')).toHaveLength(1500);
});

test('leaves out what is far from a change', () => {
  const lines = diffLines([...'0123456789'], [...'012345678x']);
  expect(withGaps(lines, 2).map((line) => (line.how === 'gap' ? line.count : signs[line.how] + line.text))).toEqual([
    7,
    ' 7',
    ' 8',
    '-9',
    '+x',
  ]);
});
