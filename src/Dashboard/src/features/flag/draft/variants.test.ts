import { describe, expect, it } from 'vitest';
import { aFlag } from './aFlag';
import { fieldsOf } from './fields';
import { idsOf, withIds } from './targets';
import { usesOf, variantKeyFault, withNewVariant, withoutVariant, withVariantKey } from './variants';

const fields = fieldsOf(
  aFlag({
    variants: [
      { key: 'red', value: 'r', weight: 50_000 },
      { key: 'blue', value: 'b', weight: 30_000 },
      { key: 'green', value: 'g', weight: 20_000 },
    ],
    off_variant: 'red',
    targets: [{ variant: 'blue', user_ids: ['ann', 'bob'] }],
    rules: [
      { id: '1', name: 'Beta', when: { all: [] }, serve: { variant: 'blue' } },
      {
        id: '2',
        name: '',
        when: { all: [] },
        serve: {
          rollout: [
            { variant: 'blue', weight: 100_000 },
            { variant: 'green', weight: 0 },
          ],
        },
      },
    ],
  }),
);

describe('a variant', () => {
  it('tells where it is needed', () => {
    expect(usesOf(fields, 'blue')).toEqual(['2 individual users', 'rule 1, “Beta”', 'rule 2']);
    expect(usesOf(fields, 'red')).toEqual(['the off variant']);
    expect(usesOf(fields, 'green')).toEqual([]);
    expect(usesOf({ ...fields, default_serve: { variant: 'green' } }, 'green')).toEqual(['the default']);
  });

  it('leaves its share to the others when it goes, and all rollouts', () => {
    const rest = withoutVariant(fields, 'green');
    expect(rest.variants?.map(({ key, weight }) => [key, weight])).toEqual([
      ['red', 62_500],
      ['blue', 37_500],
    ]);
    expect(rest.rules?.[1]?.serve).toEqual({ rollout: [{ variant: 'blue', weight: 100_000 }] });
  });

  it('is renamed wherever it is named', () => {
    const renamed = { ...fields, ...withVariantKey({ ...fields, default_serve: { variant: 'blue' } }, 'blue', 'navy') };
    expect(JSON.stringify(renamed)).not.toContain('blue');
    expect(usesOf(renamed, 'navy')).toEqual(['2 individual users', 'rule 1, “Beta”', 'rule 2', 'the default']);
    expect(renamed.off_variant).toBe('red');
  });

  it('cannot take the key of another, or one that the server refuses', () => {
    expect(variantKeyFault(fields, 'blue', 'red')).toContain('Another');
    expect(variantKeyFault(fields, 'blue', 'blue')).toBeNull();
    expect(variantKeyFault(fields, 'blue', 'dark blue')).toContain('characters');
    expect(variantKeyFault(fields, 'blue', '')).toContain('characters');
  });
});

describe('a new variant', () => {
  it('has a key of its own and is served to nobody', () => {
    expect(withNewVariant(fields, 'string').variants?.[3]).toEqual({ key: 'variant-4', value: '', weight: 0 });
  });

  it('has no weight where the others have none', () => {
    const plain = fieldsOf(aFlag({ variants: [{ key: 'variant-2', value: 1 }] }));
    expect(withNewVariant(plain, 'number').variants?.[1]).toEqual({ key: 'variant-3', value: 0 });
  });
});

describe('individual users', () => {
  it('have one variant each: who is added is taken from the other', () => {
    expect(withIds(fields.targets, 'red', ['bob'])).toEqual([
      { variant: 'blue', user_ids: ['ann'] },
      { variant: 'red', user_ids: ['bob'] },
    ]);
  });

  it('leave no empty entry', () => {
    expect(withIds(fields.targets, 'blue', [])).toEqual([]);
    expect(withIds(fields.targets, 'red', ['ann', 'bob'])).toEqual([{ variant: 'red', user_ids: ['ann', 'bob'] }]);
    expect(idsOf(fields.targets, 'green')).toEqual([]);
  });
});
