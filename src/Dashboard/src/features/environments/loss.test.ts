import { expect, test } from 'vitest';
import { lossOf } from './loss';

test('Reads how much would go from what the server says', () => {
  const detail =
    'The environment "qa" has 12 flags and 1 segment, which would be deleted with it. Repeat with ?force=true if that is meant.';
  expect(lossOf(detail)).toBe('12 flags and 1 segment');
});

test('Still says what kind of things would go when the server says it in other words', () => {
  expect(lossOf('It is not empty.')).toBe('flags or segments');
});
