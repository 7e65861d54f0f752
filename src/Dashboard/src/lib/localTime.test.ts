import { expect, test } from 'vitest';
import { dayInWords, fromLocalInput, toLocalInput } from './localTime';

test('goes to the reader’s time and back', () => {
  const time = '2026-03-29T09:30:00.000Z';
  expect(fromLocalInput(toLocalInput(time))).toBe(time);
});

test('has nothing for what is no time', () => {
  expect(toLocalInput('soon')).toBe('');
  expect(toLocalInput(undefined)).toBe('');
  expect(fromLocalInput('')).toBeUndefined();
});

test('names days by how far they are away', () => {
  const now = new Date(2026, 10, 23, 12).getTime();
  const at = (date: number) => new Date(2026, 10, date, 8).toISOString();
  expect(dayInWords(at(23), now)).toBe('Today');
  expect(dayInWords(at(22), now)).toBe('Yesterday');
  expect(dayInWords(at(16), now)).toMatch(/Monday,? 16 November 2026/);
});
