import { expect, test } from 'vitest';
import { watchEvents } from './events';

test('Sees an event', () => {
  expect(watchEvents()('event: change\ndata: {}\n\n')).toBe(true);
});

test('Sees an event that comes in pieces once it is whole', () => {
  const isEvent = watchEvents();
  expect(['event: change\nda', 'ta: {}', '\n', '\n'].map(isEvent)).toEqual([false, false, false, true]);
});

test('Does not take what keeps the connection open for an event', () => {
  expect(watchEvents()(':\n\n:\n\n')).toBe(false);
});

test('Forgets an event that it has told', () => {
  const isEvent = watchEvents();
  isEvent('data: {}\n\n');
  expect(isEvent(':\n\n')).toBe(false);
});
