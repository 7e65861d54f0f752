import { expect, test } from 'vitest';
import { keyFrom } from './keyFrom';

test('Makes a key of the letters and digits of a name', () => {
  expect(keyFrom('Beta testers (EU) 2', 50)).toBe('beta-testers-eu-2');
});

test('Takes marks off letters', () => {
  expect(keyFrom('Crème brûlée', 50)).toBe('creme-brulee');
});

test('Makes nothing of a name that has no letter for it', () => {
  expect(keyFrom('日本', 50)).toBe('');
});

test('Does not end at a hyphen where it is cut', () => {
  expect(keyFrom('abc defgh', 4)).toBe('abc');
});
