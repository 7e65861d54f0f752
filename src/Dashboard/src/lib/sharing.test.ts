import { expect, test } from 'vitest';
import { withOldParts } from './sharing';

/** As JSON.rawJSON makes it, which Node 20 does not have. */
const exact = (text: string) => Object.freeze(Object.assign(Object.create(null), { rawJSON: text }));

test('keeps what is the same', () => {
  const old = { flags: [{ key: 'a' }, { key: 'b' }] };
  expect(withOldParts(old, { flags: [{ key: 'a' }, { key: 'b' }] })).toBe(old);
});

test('keeps the parts that are the same', () => {
  const old = [{ key: 'a' }, { key: 'b' }];
  const next = withOldParts(old, [{ key: 'a' }, { key: 'c' }]);
  expect(next).toEqual([{ key: 'a' }, { key: 'c' }]);
  expect((next as typeof old)[0]).toBe(old[0]);
});

test('leaves exact numbers what they are', () => {
  const next = exact('2.0');
  expect((withOldParts({ value: exact('1.0') }, { value: next }) as { value: unknown }).value).toBe(next);
});

test('keeps exact numbers that are written alike', () => {
  const old = { value: exact('1.0') };
  expect(withOldParts(old, { value: exact('1.0') })).toBe(old);
});

test('takes no name for what all objects inherit', () => {
  expect(withOldParts({ a: 1 }, { constructor: 1 })).toEqual({ constructor: 1 });
  expect(withOldParts(JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": 2}'))).toEqual(JSON.parse('{"__proto__": 2}'));
});

test('sees what is gone', () => {
  expect(withOldParts({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
  expect(withOldParts([1, 2], [1])).toEqual([1]);
});
