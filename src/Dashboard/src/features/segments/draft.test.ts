import { expect, test } from 'vitest';
import { changesOf, type Draft, fieldsOf, isChanged, merge } from './draft';

const base: Draft = { name: 'Beta', description: '', included: ['alice', 'bob'], excluded: [], when: null };

const having = (fields: Partial<Draft>): Draft => ({ ...base, ...fields });

test('Another order of ids is no change', () => {
  expect(isChanged(base, having({ included: ['bob', 'alice'] }))).toBe(false);
});

test('Sends only what was changed', () => {
  expect(fieldsOf(base, having({ name: 'Early birds' }))).toEqual({ name: 'Early birds' });
});

test('Sends null where the condition was taken away', () => {
  expect(fieldsOf(having({ when: { all: [] } }), base)).toEqual({ when: null });
});

test('Tells of a list only who came and who went', () => {
  expect(changesOf(base, having({ included: ['bob', 'carol'] }))).toEqual({
    included: { old: { count: 2, removed: ['alice'] }, new: { count: 2, added: ['carol'] } },
  });
});

test('Keeps what each of two people changed', () => {
  const merged = merge(base, having({ name: 'Mine' }), having({ description: 'Theirs' }));
  expect(merged).toEqual({ draft: having({ name: 'Mine', description: 'Theirs' }), conflicts: [] });
});

test('Adds whom either added and removes whom either removed', () => {
  const merged = merge(base, having({ included: ['alice', 'bob', 'mine'] }), having({ included: ['bob', 'theirs'] }));
  expect(merged.draft.included).toEqual(['bob', 'theirs', 'mine']);
  expect(merged.conflicts).toEqual([]);
});

test('Asks where both wrote the same field differently, with mine until then', () => {
  const merged = merge(base, having({ name: 'Mine' }), having({ name: 'Theirs' }));
  expect(merged.conflicts).toEqual(['name']);
  expect(merged.draft.name).toBe('Mine');
});

test('Does not ask where both wrote the same', () => {
  expect(merge(base, having({ name: 'Same' }), having({ name: 'Same' })).conflicts).toEqual([]);
});
