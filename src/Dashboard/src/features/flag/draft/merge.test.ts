import { describe, expect, it } from 'vitest';
import { aFlag } from './aFlag';
import { fieldsOf } from './fields';
import { changesBeside, compareSides, mergeFields } from './merge';

const base = fieldsOf(aFlag());
const rule = { id: 'a', name: 'Staff', when: { all: [] }, serve: { variant: 'on' } };

describe('two sides of a change', () => {
  it('do not collide where each changed another field', () => {
    const theirs = { ...base, name: 'Theirs' };
    const mine = { ...base, tags: ['mine'] };
    expect(compareSides(base, theirs, mine)).toEqual({ conflicts: [], taken: ['name'], same: [] });
    expect(mergeFields(base, theirs, mine)).toEqual({ ...base, name: 'Theirs', tags: ['mine'] });
  });

  it('do not collide where both changed a field to the same, which neither did alone', () => {
    const both = { ...base, rules: [rule] };
    expect(compareSides(base, both, { ...base, rules: [{ ...rule }] })).toEqual({ conflicts: [], taken: [], same: ['rules'] });
  });

  it('collide where both changed a field, and all three values are told', () => {
    const { conflicts, taken } = compareSides(base, { ...base, name: 'Theirs', owner: 'x' }, { ...base, name: 'Mine' });
    expect(conflicts).toEqual([{ field: 'name', base: 'Checkout', theirs: 'Theirs', mine: 'Mine' }]);
    expect(taken).toEqual(['owner']);
  });

  it('are merged as was chosen, field by field', () => {
    const theirs = { ...base, name: 'Theirs', salt: 'theirs' };
    const mine = { ...base, name: 'Mine', salt: 'mine' };
    expect(mergeFields(base, theirs, mine, { name: 'theirs', salt: 'mine' })).toEqual({ ...base, name: 'Theirs', salt: 'mine' });
  });

  it('keep mine where nothing was chosen', () => {
    expect(mergeFields(base, { ...base, name: 'Theirs' }, { ...base, name: 'Mine' }).name).toBe('Mine');
  });

  it('take theirs where I only put a field back to what it was', () => {
    expect(mergeFields(base, { ...base, name: 'Theirs' }, { ...base }).name).toBe('Theirs');
  });
});

describe('beside the fields of a draft', () => {
  it('a flag that was turned off and archived meanwhile says so', () => {
    expect(changesBeside(aFlag(), aFlag({ is_enabled: false, is_archived: true, name: 'Theirs' }))).toEqual({
      is_enabled: { old: true, new: false },
      is_archived: { old: false, new: true },
    });
  });

  it('nothing changed where only fields did', () => {
    expect(changesBeside(aFlag(), aFlag({ name: 'Theirs' }))).toEqual({});
  });
});
