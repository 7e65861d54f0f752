import { describe, expect, test } from 'vitest';
import { newDraft } from './draft';
import { planQuestion } from './planQuestion';

const draft = {
  ...newDraft,
  arms: [
    { variant: 'on', weight: 20_000 },
    { variant: 'off', weight: 80_000 },
  ],
  control: 'off',
  traffic_percentage: 50,
};

describe('The planner is asked', () => {
  test('about the draft as it is, the control first', () => {
    expect(planQuestion({}, draft, undefined)).toMatchObject({
      arms: 2,
      weights: [80_000, 20_000],
      goals: 1,
      traffic_percentage: 50,
      kind: 'proportion',
    });
  });

  test('about equal shares while some are missing', () => {
    expect(planQuestion({}, newDraft, undefined)).toMatchObject({ arms: 2, weights: null });
  });

  test('about the effect that the goal says is worth finding, unless somebody types another', () => {
    const goal = { kind: 'sum', minimum_effect: 0.03 } as const;
    expect(planQuestion({}, draft, goal)).toMatchObject({ kind: 'mean', mde: 0.03 });
    expect(planQuestion({ mde: 0.01 }, draft, goal)).toMatchObject({ mde: 0.01 });
  });
});
