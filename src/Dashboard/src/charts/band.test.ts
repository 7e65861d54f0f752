import { expect, test } from 'vitest';
import { bandPath, linePath } from './band';

test('A band goes along its upper side and back along its lower', () => {
  expect(
    bandPath([
      { x: 0, low: 9, high: 1 },
      { x: 5, low: 8, high: 2 },
    ]),
  ).toBe('M0,1 L5,2 L5,8 L0,9 Z');
});

test('What is unknown leaves a gap and is not drawn as 0', () => {
  expect(
    linePath([
      { x: 0, y: 1 },
      { x: 1, y: null },
      { x: 2, y: 3 },
      { x: 3, y: 4 },
    ]),
  ).toBe('M0,1 M2,3 L3,4');
  expect(
    bandPath([
      { x: 0, low: 9, high: 1 },
      { x: 1, low: null, high: 1 },
    ]),
  ).toBe('');
});
