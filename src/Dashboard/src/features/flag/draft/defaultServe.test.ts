import { describe, expect, it } from 'vitest';
import { aFlag } from './aFlag';
import { completeRollout, defaultServeOf, defaultSplit, withDefaultServe } from './defaultServe';
import { fieldsOf } from './fields';

const boolean = fieldsOf(aFlag());
const percentage = fieldsOf(aFlag({ flag_type: 'percentage', rollout_percentage: 12.5 }));
const colors = fieldsOf(
  aFlag({
    variants: [
      { key: 'red', value: 'r', weight: 60_000 },
      { key: 'blue', value: 'b', weight: 40_000 },
    ],
  }),
);
const split = (first: number) => ({
  rollout: [
    { variant: 'red', weight: first },
    { variant: 'blue', weight: 100_000 - first },
  ],
});

describe('what a flag serves by default', () => {
  it('is on for boolean flags', () => {
    expect(defaultServeOf('boolean', boolean)).toEqual({ variant: 'on' });
  });

  it('is the share of percentage flags', () => {
    expect(defaultServeOf('percentage', percentage).rollout).toEqual([
      { variant: 'on', weight: 12_500 },
      { variant: 'off', weight: 87_500 },
    ]);
  });

  it('is the split of the variants for multivariate flags', () => {
    expect(defaultServeOf('multivariate', colors)).toEqual(split(60_000));
  });

  it('is what the flag says, if it does', () => {
    expect(defaultServeOf('boolean', { ...boolean, default_serve: { variant: 'off' } })).toEqual({ variant: 'off' });
  });
});

describe('a new default', () => {
  it.each([
    ['boolean', boolean, { variant: 'on' }],
    ['boolean', boolean, { variant: 'off' }],
    ['percentage', percentage, { variant: 'off' }],
    ['multivariate', colors, { variant: 'red' }],
    ['multivariate', colors, split(10_000)],
    ['multivariate', { ...colors, default_serve: split(1) }, split(10_000)],
    ['multivariate', { ...colors, default_serve: { variant: 'red' } }, split(10_000)],
  ] as const)('is served then: %s', (type, fields, serve) => {
    expect(defaultServeOf(type, { ...fields, ...withDefaultServe(type, fields, serve) })).toEqual(serve);
  });

  it('is left to the type where the type says it', () => {
    expect(withDefaultServe('boolean', { ...boolean, default_serve: { variant: 'off' } }, { variant: 'on' })).toEqual({
      default_serve: null,
    });
    const rollout = [
      { variant: 'on', weight: 30_001 },
      { variant: 'off', weight: 69_999 },
    ];
    expect(withDefaultServe('percentage', percentage, { rollout })).toEqual({ default_serve: null, rollout_percentage: 30.001 });
  });

  it('keeps the weights of the variants for later', () => {
    expect(withDefaultServe('multivariate', colors, { variant: 'red' })).toEqual({ default_serve: { variant: 'red' } });
  });
});

describe('a split to begin with', () => {
  it('is the one that the flag has', () => {
    expect(defaultSplit('multivariate', { ...colors, default_serve: { variant: 'red' } })).toEqual(split(60_000).rollout);
  });

  it('is even where the flag has none', () => {
    const variants = colors.variants.map(({ key, value }) => ({ key, value }));
    expect(defaultSplit('multivariate', { ...colors, variants })).toEqual(split(50_000).rollout);
  });
});

describe('a rollout in full', () => {
  it('keeps its order and ends with what it leaves out', () => {
    expect(completeRollout([{ variant: 'blue', weight: 100_000 }], colors.variants)).toEqual([
      { variant: 'blue', weight: 100_000 },
      { variant: 'red', weight: 0 },
    ]);
  });
});
