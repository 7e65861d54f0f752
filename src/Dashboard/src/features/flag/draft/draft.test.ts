import { describe, expect, it } from 'vitest';
import { aFlag } from './aFlag';
import { type Action, type Draft, isDirty, reduce, startDraft, unsaved } from './draft';

const flag = aFlag();
const draftAfter = (...actions: Action[]): Draft => actions.reduce(reduce, startDraft(flag));

describe('a draft', () => {
  it('is clean at first, and again when what was changed is put back', () => {
    expect(isDirty(draftAfter())).toBe(false);
    expect(isDirty(draftAfter({ kind: 'edit', change: { name: 'New' } }))).toBe(true);
    expect(isDirty(draftAfter({ kind: 'edit', change: { name: 'New' } }, { kind: 'edit', change: { name: flag.name } }))).toBe(
      false,
    );
  });

  it('tells only what differs', () => {
    expect(unsaved(draftAfter({ kind: 'edit', change: { name: 'New', tags: [] } }))).toEqual({ name: 'New' });
  });

  it('is not dirty by the order of an object’s names', () => {
    const variants = [
      { value: true, key: 'on' },
      { value: false, key: 'off' },
    ];
    expect(isDirty(draftAfter({ kind: 'edit', change: { variants } }))).toBe(false);
  });

  it('edits on what is there, not on what was there', () => {
    const add = (tag: string): Action => ({ kind: 'edit', change: (fields) => ({ tags: [...fields.tags, tag] }) });
    expect(draftAfter(add('a'), add('b')).fields.tags).toEqual(['a', 'b']);
  });

  it('follows the server while it is clean', () => {
    const theirs = aFlag({ name: 'Theirs', version: 2 });
    expect(draftAfter({ kind: 'follow', flag: theirs }).fields.name).toBe('Theirs');
  });

  it('is not overwritten while it is dirty, and stays on its version', () => {
    const draft = draftAfter(
      { kind: 'edit', change: { name: 'Mine' } },
      { kind: 'follow', flag: aFlag({ tags: ['theirs'], version: 2 }) },
    );
    expect(draft.fields.name).toBe('Mine');
    expect(draft.fields.tags).toEqual([]);
    expect(draft.base.version).toBe(1);
  });

  it('does not go back to an older version', () => {
    const draft = draftAfter(
      { kind: 'follow', flag: aFlag({ name: 'New', version: 3 }) },
      { kind: 'follow', flag: aFlag({ version: 2 }) },
    );
    expect(draft.fields.name).toBe('New');
  });

  it('goes on from a change of one’s own beside it', () => {
    const draft = draftAfter(
      { kind: 'edit', change: { name: 'Mine' } },
      { kind: 'rebase', flag: aFlag({ is_enabled: false, version: 2 }) },
    );
    expect(draft.base.version).toBe(2);
    expect(unsaved(draft)).toEqual({ name: 'Mine' });
  });

  it('stays on its version where what came along collides', () => {
    const draft = draftAfter(
      { kind: 'edit', change: { name: 'Mine' } },
      { kind: 'rebase', flag: aFlag({ name: 'Theirs', version: 3 }) },
    );
    expect(draft.base.version).toBe(1);
    expect(draft.fields.name).toBe('Mine');
  });

  it('loses the errors of what is edited', () => {
    const draft = draftAfter(
      { kind: 'refuse', errors: { name: ['is missing.'], salt: ['is missing.'] } },
      { kind: 'edit', change: { name: 'New' } },
    );
    expect(draft.errors).toEqual({ salt: ['is missing.'] });
  });

  it('is dirty while a value that is typed cannot be read, and its variant is there', () => {
    const typed: Action = { kind: 'type', variant: 'on', unreadable: '{"a":' };
    expect(isDirty(draftAfter(typed))).toBe(true);
    expect(isDirty(draftAfter(typed, { kind: 'type', variant: 'on', unreadable: null }))).toBe(false);
    expect(isDirty(draftAfter({ ...typed, variant: 'gone' }))).toBe(false);
  });

  it('takes no variant for something that all objects have', () => {
    const variants = ['constructor', '__proto__'].map((key) => ({ key, value: {} }));
    const flag = aFlag({ flag_type: 'multivariate', value_type: 'object', variants });
    expect(isDirty(startDraft(flag))).toBe(false);
    expect(isDirty(reduce(startDraft(flag), { kind: 'type', variant: '__proto__', unreadable: '{' }))).toBe(true);
  });

  it('is what the server has after it was discarded', () => {
    const theirs = aFlag({ name: 'Theirs', version: 2 });
    const draft = draftAfter({ kind: 'edit', change: { name: 'Mine' } }, { kind: 'discard', to: theirs });
    expect(draft).toEqual(startDraft(theirs));
  });
});
