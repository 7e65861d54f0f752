import { expect, it } from 'vitest';
import { noteUnsaved, whatIsUnsaved } from './unsaved';

it('Names what is unsaved until it is taken back', () => {
  expect(whatIsUnsaved()).toBeNull();
  const takeBack = noteUnsaved('this flag');
  expect(whatIsUnsaved()).toBe('this flag');
  takeBack();
  expect(whatIsUnsaved()).toBeNull();
});

it('Is unsaved as long as one of two things is, though both have the same name', () => {
  const first = noteUnsaved('this flag');
  const second = noteUnsaved('this flag');
  first();
  expect(whatIsUnsaved()).toBe('this flag');
  second();
  expect(whatIsUnsaved()).toBeNull();
});
