import { describe, expect, it } from 'vitest';
import { aFlag, inEnvironment } from './flagSamples';
import { describeServing, isExpired, isPartly, servingOf } from './flagState';

describe('A cell of the table', () => {
  const boolean = aFlag({ flag_type: 'boolean' });
  const percentage = aFlag({ flag_type: 'percentage' });
  const multivariate = aFlag({ flag_type: 'multivariate' });

  it('says no share of a boolean flag', () => {
    expect(servingOf(boolean, inEnvironment({ is_enabled: true }))).toEqual({
      isOn: true,
      rollout: null,
      exceptions: '',
      rest: '',
    });
  });

  it('tells that a boolean flag that is on gives off to those whom no rule matches', () => {
    expect(describeServing(boolean, inEnvironment({ is_enabled: true, rule_count: 2, serves: 'off' }))).toBe(
      'on, 2 rules, else serves off',
    );
  });

  it('shows the share of a percentage flag', () => {
    expect(servingOf(percentage, inEnvironment({ is_enabled: true, rollout_percentage: 12.345 })).rollout).toBe(12.345);
  });

  it('shows no share where the default serves a variant instead', () => {
    const serving = servingOf(percentage, inEnvironment({ is_enabled: true, rollout_percentage: 25, serves: 'on' }));
    expect(serving).toMatchObject({ rollout: null, rest: 'serves on' });
  });

  it('shows no share where the default is a split', () => {
    const here = inEnvironment({ is_enabled: true, rollout_percentage: 25, default_split: true });
    expect(servingOf(percentage, here)).toMatchObject({ rollout: null, rest: 'by a split of its own' });
    expect(describeServing(multivariate, here)).toBe('on, by a split of its own');
  });

  it('counts prerequisites with what decides first', () => {
    expect(describeServing(boolean, inEnvironment({ is_enabled: true, prerequisite_count: 1, rule_count: 2 }))).toBe(
      'on, 1 prerequisite, 2 rules',
    );
  });

  it('says what waits while it is off', () => {
    expect(describeServing(percentage, inEnvironment({ rollout_percentage: 25, target_count: 1 }))).toBe(
      'off; when on: 1 user, else 25 %',
    );
  });

  it('says that weights deal out variants', () => {
    expect(describeServing(multivariate, inEnvironment({ is_enabled: true }))).toBe('on, by weights');
  });

  it('is not on where the flag is archived', () => {
    expect(servingOf(boolean, inEnvironment({ is_enabled: true, is_archived: true })).isOn).toBe(false);
    expect(describeServing(boolean, inEnvironment({ is_enabled: true, is_archived: true }))).toBe('archived');
  });

  it('says that a flag is not in an environment', () => expect(describeServing(boolean, undefined)).toBe('not here'));
});

describe('Partly rolled out', () => {
  it.each([
    [{ rollout_percentage: 25 }, true],
    [{ rollout_percentage: 0 }, false],
    [{ rollout_percentage: 100 }, false],
    [{ rollout_percentage: 100, rule_count: 1 }, true],
    [{ rollout_percentage: 25, serves: 'on' }, false],
    [{ rollout_percentage: 100, default_split: true }, true],
    [{ prerequisite_count: 1 }, true],
    [{ target_count: 3 }, true],
    [{}, false],
  ])('%j: %j', (fields, partly) => expect(isPartly(inEnvironment({ is_enabled: true, ...fields }))).toBe(partly));

  it('is nothing that is off', () => expect(isPartly(inEnvironment({ rollout_percentage: 25 }))).toBe(false));
});

describe('A flag past its time', () => {
  it('expires after its day, not on it', () => {
    expect(isExpired(aFlag({ expires_on: '2026-03-01' }), new Date(2026, 2, 1, 23))).toBe(false);
    expect(isExpired(aFlag({ expires_on: '2026-03-01' }), new Date(2026, 2, 2, 1))).toBe(true);
  });
});
