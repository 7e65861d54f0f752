import { describe, expect, it } from 'vitest';
import { type FlagDraft, faultsOf, keyOf, newDraft, requestOf } from './draft';
import { evenly, firstVariants, valueFault, withVariant } from './variants';

const draft = (fields: Partial<FlagDraft> = {}): FlagDraft => ({
  ...newDraft('dana@example.com'),
  name: 'New checkout',
  ...fields,
});

describe('A new flag', () => {
  it('takes its key from its name until somebody gives it another', () => {
    expect(keyOf(draft())).toBe('new-checkout');
    expect(keyOf(draft({ key: 'checkout.v2' }))).toBe('checkout.v2');
  });

  it('is off', () => {
    expect(requestOf(draft(), 'staging')).toMatchObject({ key: 'new-checkout', environment_key: 'staging', is_enabled: false });
  });

  it('says nothing of what its type does not have', () => {
    const request = requestOf(draft(), 'staging');
    expect(request).not.toHaveProperty('variants');
    expect(request).not.toHaveProperty('rollout_percentage');
  });

  it('needs a name, and a key that the server takes', () => {
    expect(faultsOf(draft({ name: ' ' }))).toHaveProperty('name');
    expect(faultsOf(draft({ key: 'Not a key' }))).toHaveProperty('key');
    expect(faultsOf(draft())).toEqual({});
  });

  it('needs a share between 0 and 100 when it is a percentage flag', () => {
    expect(faultsOf(draft({ type: 'percentage', rollout: 100.5 }))).toHaveProperty('rollout_percentage');
    expect(faultsOf(draft({ type: 'percentage', rollout: '' }))).toHaveProperty('rollout_percentage');
    expect(requestOf(draft({ type: 'percentage', rollout: 12.345 }), 'x').rollout_percentage).toBe(12.345);
  });
});

describe('A new multivariate flag', () => {
  const multivariate = (fields: Partial<FlagDraft> = {}) => draft({ type: 'multivariate', ...fields });

  it('begins with two variants that can be sent as they are, whatever their type', () => {
    for (const valueType of ['boolean', 'string', 'number', 'object'] as const) {
      expect(faultsOf(multivariate({ valueType, variants: firstVariants(valueType) }))).toEqual({});
    }
  });

  it('sends weights as parts of 100 000', () => {
    const variants = requestOf(multivariate(), 'x').variants;
    expect(variants).toEqual([
      { key: 'control', value: 'control', weight: 50_000 },
      { key: 'treatment', value: 'treatment', weight: 50_000 },
    ]);
  });

  it('sends numbers as numbers', () => {
    const sent = multivariate({ valueType: 'number', variants: firstVariants('number') });
    expect(requestOf(sent, 'x').variants?.map((variant) => variant.value)).toEqual([0, 1]);
  });

  it('names the variant that is wrong', () => {
    const variants = firstVariants('number').map((variant) => ({ ...variant, key: 'same', value: 'one' }));
    expect(Object.keys(faultsOf(multivariate({ valueType: 'number', variants, offVariant: 'same' })))).toEqual([
      'variants[0].value',
      'variants[1].key',
      'variants[1].value',
    ]);
  });

  it('tells what the shares make while they are not 100 %', () => {
    const variants = firstVariants('string').map((variant) => ({ ...variant, share: 33.333 }));
    expect(faultsOf(multivariate({ variants })).variants).toContain('66.666\u202f%');
  });

  it('needs an off variant that it has', () =>
    expect(faultsOf(multivariate({ offVariant: 'gone' }))).toHaveProperty('off_variant'));
});

describe('Shares', () => {
  it('are dealt out anew when a variant comes', () => {
    const three = withVariant(firstVariants('string'), 'string');
    expect(three.map((variant) => variant.share)).toEqual([33.334, 33.333, 33.333]);
    expect(new Set(three.map((variant) => variant.key)).size).toBe(3);
    expect(evenly(three.slice(0, 2)).map((variant) => variant.share)).toEqual([50, 50]);
  });
});

describe('A value', () => {
  it.each([
    ['', 'string', true],
    ['12', 'number', true],
    ['-1.5e3', 'number', true],
    ['"12"', 'number', false],
    ['true', 'boolean', true],
    ['yes', 'boolean', false],
    ['{"a": 1}', 'object', true],
    ['[1]', 'object', false],
    ['null', 'object', false],
    ['{a: 1}', 'object', false],
  ] as const)('%j as %s: %j', (text, type, fits) => expect(valueFault(text, type) === null).toBe(fits));
});
