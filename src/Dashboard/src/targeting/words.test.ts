import { describe, expect, it } from 'vitest';
import { operatorNames, operators } from './operators';
import { conditionInWords, operatorWords, serveInWords } from './words';

const variants = [{ key: 'on' }, { key: 'off' }];

describe('a comparison in words', () => {
  it('names attribute, operator and value', () => {
    expect(conditionInWords({ attribute: 'country', operator: 'equals', values: ['CH'] })).toBe('country is "CH"');
  });

  it('says "one of" where there are several values', () => {
    expect(conditionInWords({ attribute: 'plan', operator: 'equals', values: ['pro', 'team'] })).toBe(
      'plan is one of "pro", "team"',
    );
    expect(conditionInWords({ attribute: 'plan', operator: 'not_equals', values: ['pro', 'team'] })).toBe(
      'plan is none of "pro", "team"',
    );
  });

  it('tells texts from numbers', () => {
    expect(conditionInWords({ attribute: 'id', operator: 'in', values: ['5', 5, true] })).toBe('id is one of "5", 5, true');
  });

  it('shortens long lists', () => {
    expect(conditionInWords({ attribute: 'n', operator: 'in', values: [1, 2, 3, 4, 5, 6, 7] })).toBe(
      'n is one of 1, 2, 3, 4, 5 and 2 more',
    );
  });

  it('says that case is ignored', () => {
    expect(conditionInWords({ attribute: 'email', operator: 'ends_with', values: ['@x.ch'], ignore_case: true })).toBe(
      'email ends with "@x.ch" (in any case)',
    );
  });

  it('writes numbers, dates and versions without quotes', () => {
    expect(conditionInWords({ attribute: 'age', operator: 'gte', values: ['18'] })).toBe('age is at least 18');
    expect(conditionInWords({ attribute: '$now', operator: 'after', values: ['2026-03-29'] })).toBe(
      'the time of the evaluation is after 2026-03-29',
    );
    expect(conditionInWords({ attribute: 'app', operator: 'semver_gte', values: ['2.1'] })).toBe('app is at least version 2.1');
  });

  it('needs no value for presence', () => {
    expect(conditionInWords({ attribute: 'email', operator: 'not_exists' })).toBe('email has no value');
  });

  it('speaks of the user with segments and of the flag with flags', () => {
    expect(conditionInWords({ operator: 'in_segment', values: ['beta', 'staff'] })).toBe(
      'the user is in one of the segments "beta", "staff"',
    );
    expect(conditionInWords({ attribute: 'checkout', operator: 'flag_is', values: ['on'] })).toBe(
      'the flag checkout serves "on"',
    );
  });

  it('says by what a percentage deals', () => {
    expect(conditionInWords({ operator: 'within_percentage', values: [12.5] })).toBe('user_id falls within 12.5\u202f%');
    expect(conditionInWords({ attribute: 'company', operator: 'within_percentage', values: ['0.001'] })).toBe(
      'company falls within 0.001\u202f%',
    );
    expect(conditionInWords({ operator: 'within_percentage', values: ['many'] })).toBe('user_id falls within …');
  });

  it('leaves a gap for what is not written yet', () => {
    expect(conditionInWords({ attribute: '', operator: 'equals', values: [] })).toBe('… is …');
    expect(conditionInWords({})).toBe('an unfinished condition');
  });

  it('shows an operator that it does not know as it is', () => {
    const newer = { attribute: 'a', operator: 'sounds_like' as 'equals', values: ['b'] };
    expect(conditionInWords(newer)).toBe('a sounds_like "b"');
  });

  it.each(operatorNames)('has words for %s', (operator) => {
    const words = conditionInWords({
      attribute: 'a',
      operator,
      values: operators[operator].values === 'none' ? undefined : [1, 2],
    });
    expect(words).not.toContain('_');
    expect(operatorWords[operator].length).toBeGreaterThan(1);
  });

  it('calls no two operators the same where one is chosen', () => {
    const words = Object.values(operatorWords);
    expect(words.length - new Set(words).size).toBe(0);
  });
});

describe('a group in words', () => {
  const a = { attribute: 'a', operator: 'exists' } as const;
  const b = { attribute: 'b', operator: 'exists' } as const;
  const c = { attribute: 'c', operator: 'exists' } as const;

  it('joins by and, or by or', () => {
    expect(conditionInWords({ all: [a, b] })).toBe('a has a value and b has a value');
    expect(conditionInWords({ any: [a, b] })).toBe('a has a value or b has a value');
  });

  it('puts a group in a group into brackets', () => {
    expect(conditionInWords({ all: [a, { any: [b, c] }] })).toBe('a has a value and (b has a value or c has a value)');
  });

  it('needs no brackets around a single condition', () => {
    expect(conditionInWords({ all: [a, { any: [b] }] })).toBe('a has a value and b has a value');
  });

  it('negates the whole of "none"', () => {
    expect(conditionInWords({ none: [a] })).toBe('not (a has a value)');
    expect(conditionInWords({ none: [a, { all: [b, c] }] })).toBe('not (a has a value or (b has a value and c has a value))');
    expect(conditionInWords({ none: [{ any: [a, b] }] })).toBe('not (a has a value or b has a value)');
  });

  it('says whom an empty group means', () => {
    expect(conditionInWords({ all: [] })).toBe('everybody');
    expect(conditionInWords({ none: [] })).toBe('everybody');
    expect(conditionInWords({ any: [] })).toBe('nobody');
  });
});

describe('what is served, in words', () => {
  it('is the variant', () => {
    expect(serveInWords({ variant: 'on' }, variants)).toBe('on');
  });

  it('is each variant with its share', () => {
    const rollout = [
      { variant: 'on', weight: 12_345 },
      { variant: 'off', weight: 87_655 },
    ];
    expect(serveInWords({ rollout }, variants)).toBe('on 12.345\u202f%, off 87.655\u202f%');
  });

  it('leaves out what nobody gets', () => {
    const rollout = [
      { variant: 'on', weight: 100_000 },
      { variant: 'off', weight: 0 },
    ];
    expect(serveInWords({ rollout }, variants)).toBe('on');
  });

  it('says so where the variant is gone', () => {
    expect(serveInWords({ variant: 'blue' }, variants)).toBe('blue (no such variant)');
  });

  it('admits that nothing is served yet', () => {
    expect(serveInWords({}, variants)).toBe('nothing yet');
    expect(serveInWords({ rollout: [] }, variants)).toBe('nothing yet');
  });
});
