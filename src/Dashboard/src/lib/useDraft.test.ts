// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useDraft } from './useDraft';

interface Thing {
  version: number;
  name: string;
  share: number;
}
interface Form {
  name: string;
  share: string;
}

const formOf = ({ name, share }: Thing): Form => ({ name, share: String(share) });
const changedFields = (thing: Thing, form: Form): Partial<Thing> => ({
  ...(form.name.trim() === thing.name ? {} : { name: form.name.trim() }),
  ...(form.share === String(thing.share) ? {} : { share: Number(form.share) }),
});

function begin(thing: Thing = { version: 1, name: 'Old', share: 5 }) {
  const hook = renderHook((props: { thing: Thing }) => useDraft({ ...props, formOf, changedFields }), {
    initialProps: { thing },
  });
  return {
    now: () => hook.result.current,
    change: (changed: Partial<Form>) => act(() => hook.result.current.change(changed)),
    act: (what: 'rebase' | 'discard') => act(() => hook.result.current[what]()),
    arrive: (next: Thing) => hook.rerender({ thing: next }),
  };
}

test('Follows the server until somebody writes', () => {
  const draft = begin();
  draft.arrive({ version: 2, name: 'New', share: 5 });
  expect(draft.now().form.name).toBe('New');
  expect(draft.now().isDirty).toBe(false);
});

test('Keeps what is typed though it is no change yet', () => {
  const draft = begin();
  draft.change({ name: 'Old ' });
  expect(draft.now().form.name).toBe('Old ');
  expect(draft.now().isDirty).toBe(false);
});

test('Keeps what was written when somebody else saves, and puts it on top of theirs when asked', () => {
  const draft = begin();
  draft.change({ name: 'Mine' });
  draft.arrive({ version: 2, name: 'Theirs', share: 7 });
  expect(draft.now()).toMatchObject({ isOutdated: true, fields: { name: 'Mine' }, form: { share: '5' } });
  draft.act('rebase');
  expect(draft.now()).toMatchObject({ isOutdated: false, fields: { name: 'Mine' }, form: { share: '7' } });
});

test('Is as the server has it once it is discarded', () => {
  const draft = begin();
  draft.change({ name: 'Mine' });
  draft.act('discard');
  expect(draft.now().form.name).toBe('Old');
});
