import { expect, test } from 'vitest';
import { addIds, inBoth, isSameSet, matching, parseIds, reportOf, without } from './ids';

test('Takes one id from each line, without the spaces around it', () => {
  expect(parseIds('  alice \r\nbob smith\n\n\tcarol\r').ids).toEqual(['alice', 'bob smith', 'carol']);
});

test('Tells how many lines were there before', () => {
  expect(parseIds('alice\nbob\nalice\n alice')).toEqual({ ids: ['alice', 'bob'], repeated: 2, unusable: [] });
});

test('Ids that differ in case are two', () => {
  expect(parseIds('alice\nAlice').ids).toEqual(['alice', 'Alice']);
});

test('Tells lines that can be no id', () => {
  const long = 'x'.repeat(513);
  expect(parseIds(`ok\n${long}\nnul\0\n\ud800`)).toEqual({ ids: ['ok'], repeated: 0, unusable: [long, 'nul\0', '\ud800'] });
});

test('An id of 512 characters is one', () => {
  expect(parseIds('x'.repeat(512)).ids).toHaveLength(1);
});

test('Adds only what a list lacks', () => {
  expect(addIds(['alice', 'bob'], ['bob', 'carol'])).toEqual({ list: ['alice', 'bob', 'carol'], present: 1 });
});

test('Takes ids away and keeps the order of the others', () => {
  expect(without(['c', 'a', 'b'], ['a'])).toEqual(['c', 'b']);
});

test('Finds who is in both lists', () => {
  expect(inBoth(['alice', 'bob'], ['bob', 'mallory'])).toEqual(['bob']);
});

test('Lists of ids are the same in any order', () => {
  expect(isSameSet(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(isSameSet(['a', 'b'], ['a', 'c'])).toBe(false);
  expect(isSameSet(['a'], ['a', 'b'])).toBe(false);
});

test('Finds ids by a part, whatever its case', () => {
  expect(matching(['Alice', 'bob'], ' ALI ')).toEqual(['Alice']);
});

test('Says what came of adding', () => {
  const pasted = parseIds('alice\nbob\nbob\n');
  expect(reportOf(pasted, 1, 'included')).toBe(
    '1 added to included. 1 stood there already. 1 came more than once in what you pasted.',
  );
});

test('Adds a hundred thousand ids at once', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => `user-${at}`);
  expect(addIds(['user-5'], parseIds(many.join('\n')).ids).list).toHaveLength(100_000);
});
