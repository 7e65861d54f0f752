import { describe, expect, test } from 'vitest';
import type { ExperimentForecast, ExperimentResponse } from '@/api/generated/api';
import { changedFields, type Draft, draftOf, missingWeight, newDraft, proposedArms, startProblems } from './draft';
import { effectOf, locksOf } from './locks';
import { alphaInWords, forecastInWords, planAdvice } from './planWords';
import { problemsOf, stepNamed, stepOf } from './steps';

const ready: Draft = {
  ...newDraft,
  name: 'Checkout',
  flag_key: 'checkout',
  arms: [
    { variant: 'off', weight: 50_000 },
    { variant: 'on', weight: 50_000 },
  ],
  control: 'off',
  metrics: [{ metric: 'purchase', role: 'goal', margin: null }],
};
const running = (fields: Partial<Draft> = {}) => ({ ...ready, ...fields, status: 'running' }) as unknown as ExperimentResponse;

describe('A draft', () => {
  test('on a flag has all its variants in equal shares, beside what it serves when it is off', () => {
    const draft = proposedArms({ variants: ['red', 'green', 'blue'].map((key) => ({ key, value: key })), off_variant: 'green' });
    expect(draft.control).toBe('green');
    expect(missingWeight(draft.arms)).toBe(0);
  });

  test('tells what of it is not saved', () => {
    expect(changedFields(ready, { ...ready, name: 'New', control: 'on' })).toEqual({ name: 'New', control: 'on' });
    expect(changedFields(ready, draftOf(running()))).toEqual({});
  });

  test('that is empty lacks a name, a flag, arms, a control and a goal, and nothing else', () => {
    expect(Object.keys(startProblems(newDraft, []))).toEqual(['name', 'flag_key', 'arms', 'control', 'metrics']);
  });

  test('that is complete lacks nothing', () => expect(startProblems(ready, [])).toEqual({}));

  test('has weights that sum to 100 %, and none of 0', () => {
    const arms = [
      { variant: 'off', weight: 90_000 },
      { variant: 'on', weight: 0 },
    ];
    expect(missingWeight(arms)).toBe(10_000);
    expect(Object.keys(startProblems({ ...ready, arms }, []))).toEqual(['arms', 'arms[1].weight']);
  });

  test('needs a margin for a guardrail, its own or the metric’s', () => {
    const metrics: Draft['metrics'] = [...ready.metrics, { metric: 'latency', role: 'guardrail', margin: null }];
    expect(Object.keys(startProblems({ ...ready, metrics }, []))).toEqual(['metrics[1].margin']);
    expect(startProblems({ ...ready, metrics }, [{ key: 'latency', margin: 0.02 }])).toEqual({});
  });

  test('with a fixed plan needs one', () => {
    expect(Object.keys(startProblems({ ...ready, mode: 'fixed' }, []))).toEqual(['planned_units']);
    expect(startProblems({ ...ready, mode: 'fixed', planned_units: 9_000 }, [])).toEqual({});
  });
});

describe('A problem', () => {
  test('stands at the step where it is mended', () => {
    expect(['key', 'arms[1].weight', 'when.all[0].values', 'metrics[0].margin', 'prior_sd', 'weather'].map(stepOf)).toEqual([
      'hypothesis',
      'arms',
      'arms',
      'metrics',
      'plan',
      'review',
    ]);
  });

  test('is listed once for each message, in the order of the steps', () => {
    expect(problemsOf({ mode: ['a'], name: ['b', 'c'] }).map(({ step, message }) => [step, message])).toEqual([
      ['hypothesis', 'b'],
      ['hypothesis', 'c'],
      ['plan', 'a'],
    ]);
  });

  test('does not keep from a step that the address names wrongly', () => expect(stepNamed('nonsense')).toBe('hypothesis'));
});

describe('Once it runs', () => {
  test('a change of whom it gives what is a new run, more traffic is not, other changes are neither', () => {
    expect(effectOf(running(), { ...ready, control: 'on' })).toBe('new_run');
    expect(effectOf(running({ traffic_percentage: 20 }), { ...ready, traffic_percentage: 40 })).toBe('more_traffic');
    expect(effectOf(running({ traffic_percentage: 40 }), { ...ready, traffic_percentage: 20 })).toBe('new_run');
    expect(effectOf(running(), { ...ready, name: 'New' })).toBe('none');
  });

  test('how it is judged is locked, and once it is over everything that it rests on', () => {
    expect(locksOf(undefined)).toEqual({ judging: false, dealing: false });
    expect(locksOf('running')).toEqual({ judging: true, dealing: false });
    expect(locksOf('stopped')).toEqual({ judging: true, dealing: true });
  });
});

describe('A plan', () => {
  const forecast: ExperimentForecast = {
    ...{ alpha_per_comparison: 0.05, per_arm: [6200, 6200], total: 12_400 },
    ...{ days: 21, days_full_weeks: 21, curve: [] },
  };

  test('is told in units, days and full weeks', () => {
    expect(forecastInWords(forecast)).toBe(
      'It takes 12,400 units (6,200 in each arm): 21 days at this pace. Plan 3 full weeks, as weekdays differ.',
    );
    expect(forecastInWords({ ...forecast, per_arm: [3100, 9300], days: 1, days_full_weeks: 7 })).toContain(
      '(3,100 and 9,300): 1 day at this pace. Plan 1 full week',
    );
  });

  test('without a pace has no days', () => {
    expect(forecastInWords({ ...forecast, days: null, days_full_weeks: null })).toContain('Say how many new units come a day');
  });

  test('that is very long is advised against', () => {
    expect(planAdvice({ days_full_weeks: 21 })).toBeNull();
    expect(planAdvice({ days_full_weeks: null })).toBeNull();
    expect(planAdvice({ days_full_weeks: 98 })).toContain('larger effect');
  });

  test('says what alpha accepts', () => expect(alphaInWords(0.05)).toContain('5\u202f% at most'));
});
