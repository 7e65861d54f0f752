import { expect, test } from 'vitest';
import { placeInWords } from './placeInWords';

test('counts from one, and calls fields by their names', () => {
  expect(placeInWords('draft.rules[0].when.all[1].operator')).toBe('Targeting rules 1 › Condition › All 2 › Operator');
  expect(placeInWords('rollout_percentage')).toBe('Rollout');
});

test('leaves what it does not understand as it is', () => {
  expect(placeInWords('rules[x]')).toBe('Rules[x]');
});
