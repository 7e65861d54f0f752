import { describe, expect, it } from 'vitest';
import { aFlag, inEnvironment } from '@/lib/flagSamples';
import { choices, type FlagSearch, filterFlags, sortFlags } from './filter';

const environments = ['development', 'production'];
const flags = [
  aFlag({
    key: 'new-checkout',
    name: 'New checkout',
    description: 'The short form',
    tags: ['web', 'checkout'],
    owner: 'team-shop',
    updated_at: '2026-05-31T00:00:00Z',
    environments: [
      inEnvironment({ is_enabled: true, rule_count: 1, last_evaluated_at: '2026-05-31T00:00:00Z' }),
      inEnvironment({ environment_key: 'production', is_enabled: false }),
    ],
  }),
  aFlag({
    key: 'ramp',
    name: 'A ramp',
    flag_type: 'percentage',
    tags: ['web'],
    expires_on: '2026-05-01',
    updated_at: '2026-05-30T00:00:00Z',
    environments: [inEnvironment({ is_enabled: true, rollout_percentage: 100, stale_reasons: ['fully_rolled_out', 'expired'] })],
  }),
  aFlag({
    key: 'old',
    name: 'old switch',
    environments: [inEnvironment({ environment_key: 'production', is_enabled: true, stale_reasons: ['never_evaluated'] })],
  }),
];
const found = (search: FlagSearch) => filterFlags(flags, search, environments).map((flag) => flag.key);

describe('The filters of the flags page', () => {
  it('show all flags where nothing is asked', () => expect(found({})).toEqual(['new-checkout', 'ramp', 'old']));

  it.each([
    ['CHECK', ['new-checkout']],
    ['short', ['new-checkout']],
    ['switch old', ['old']],
    ['ramp checkout', []],
    ['(.*', []],
  ])('find %j in key, name and description', (q, keys) => expect(found({ q })).toEqual(keys));

  it.each<[FlagSearch, string[]]>([
    [{ tag: 'web' }, ['new-checkout', 'ramp']],
    [{ tag: 'we' }, []],
    [{ type: 'percentage' }, ['ramp']],
    [{ owner: 'team-shop' }, ['new-checkout']],
    [{ tag: 'web', type: 'boolean' }, ['new-checkout']],
  ])('by what the flag is: %j', (search, keys) => expect(found(search)).toEqual(keys));

  it.each<[FlagSearch, string[]]>([
    [{ state: 'on' }, ['new-checkout', 'ramp', 'old']],
    [{ state: 'on', env: 'production' }, ['old']],
    [{ state: 'off', env: 'production' }, ['new-checkout']],
    [{ state: 'partly' }, ['new-checkout']],
    [{ state: 'absent' }, ['ramp', 'old']],
    [{ state: 'absent', env: 'production' }, ['ramp']],
    [{ stale: 'true' }, ['ramp', 'old']],
    [{ stale: 'true', env: 'production' }, ['old']],
    [{ stale: 'expired' }, ['ramp']],
    [{ stale: 'always_one_variant' }, []],
    [{ stale: 'never_evaluated', state: 'off' }, []],
    [{ env: 'production' }, ['new-checkout', 'old']],
    [{ state: 'no such state' }, ['new-checkout', 'ramp', 'old']],
  ])('by how it stands: %j', (search, keys) => expect(found(search)).toEqual(keys));
});

describe('The order of the flags page', () => {
  const ordered = (sort?: string) => sortFlags(flags, sort).map((flag) => flag.key);

  it('is by name, as people read it', () => expect(ordered()).toEqual(['ramp', 'new-checkout', 'old']));
  it('can be turned round', () => expect(ordered('-name')).toEqual(['old', 'new-checkout', 'ramp']));
  it('can be by the last change', () => expect(ordered('-updated')).toEqual(['new-checkout', 'ramp', 'old']));
  it('can be by the last evaluation, those that had none last', () => expect(ordered('-evaluated')[0]).toBe('new-checkout'));
  it('stays by name where the address asks for what there is not', () => expect(ordered('colour')).toEqual(ordered()));
  it('puts 10 after 9', () => {
    const names = ['flag 10', 'flag 9'].map((name) => aFlag({ key: name, name }));
    expect(sortFlags(names).map((flag) => flag.name)).toEqual(['flag 9', 'flag 10']);
  });
});

describe('What can be filtered by', () => {
  it('is each tag and owner once, in order', () =>
    expect(choices(flags)).toEqual({ tags: ['checkout', 'web'], owners: ['team-shop'] }));
});
