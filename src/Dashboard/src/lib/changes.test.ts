import { expect, test } from 'vitest';
import { changesBetween, kindOf } from './changes';

test('finds the fields that differ, and only those of the new object', () => {
  expect(changesBetween({ name: 'a', owner: null, tags: [] }, { name: 'b', tags: [] })).toEqual({ name: { old: 'a', new: 'b' } });
});

test('does not mind the order of names', () => {
  expect(
    changesBetween({ when: { attribute: 'a', operator: 'exists' } }, { when: { operator: 'exists', attribute: 'a' } }),
  ).toEqual({});
});

test('tells making and deleting from changing', () => {
  expect(kindOf({ key: { old: null, new: 'a' }, owner: { old: null, new: null } })).toBe('create');
  expect(kindOf({ key: { old: 'a', new: null }, owner: { old: null, new: null } })).toBe('delete');
  expect(kindOf({ owner: { old: null, new: 'me' } })).toBe('update');
});
