import { describe, expect, it } from 'vitest';
import { attributesIn, depthOf, withOperator } from './conditions';

describe('another operator', () => {
  it('keeps attribute, values and ignore_case where both have them', () => {
    const leaf = { attribute: 'email', operator: 'equals', values: ['a'], ignore_case: true } as const;
    expect(withOperator({ ...leaf, values: ['a'] }, 'contains')).toEqual({
      attribute: 'email',
      operator: 'contains',
      values: ['a'],
      ignore_case: true,
    });
  });

  it('drops ignore_case where the server would refuse it', () => {
    const leaf = { attribute: 'ip', operator: 'equals' as const, values: ['10.0.0.1'], ignore_case: true };
    expect(withOperator(leaf, 'in_cidr')).toEqual({ attribute: 'ip', operator: 'in_cidr', values: ['10.0.0.1'] });
  });

  it('keeps one value where one is taken', () => {
    expect(withOperator({ attribute: 'v', operator: 'semver_eq', values: ['1', '2'] }, 'semver_gt').values).toEqual(['1']);
  });

  it('takes only numbers along to an operator of numbers', () => {
    expect(withOperator({ attribute: 'n', operator: 'in', values: ['5'] }, 'gt').values).toEqual([5]);
    expect(withOperator({ attribute: 'n', operator: 'in', values: ['pro'] }, 'gt').values).toEqual([]);
  });

  it('has no values where none are taken', () => {
    expect(withOperator({ attribute: 'n', operator: 'in', values: ['5'] }, 'exists')).toEqual({
      attribute: 'n',
      operator: 'exists',
    });
  });

  it('has no attribute with segments', () => {
    expect(withOperator({ attribute: 'n', operator: 'in', values: ['5'] }, 'in_segment')).toEqual({
      operator: 'in_segment',
      values: [],
    });
  });

  it('does not take an attribute for a flag', () => {
    expect(withOperator({ attribute: 'plan', operator: 'in', values: ['pro'] }, 'flag_is')).toEqual({
      attribute: '',
      operator: 'flag_is',
      values: [],
    });
  });

  it('leaves the time where another operator needs an attribute', () => {
    expect(withOperator({ attribute: '$now', operator: 'after', values: ['2026-01-01'] }, 'before').attribute).toBe('$now');
    expect(withOperator({ attribute: '$now', operator: 'after', values: ['2026-01-01'] }, 'equals').attribute).toBe('');
  });

  it('deals by user_id unless told', () => {
    expect(withOperator({ operator: 'in_segment', values: [] }, 'within_percentage').attribute).toBe('user_id');
  });
});

describe('a condition', () => {
  it('tells the attributes that it names, each once', () => {
    const condition = {
      all: [
        { attribute: 'plan', operator: 'equals' as const, values: ['pro'] },
        {
          any: [
            { attribute: 'plan', operator: 'exists' as const },
            { attribute: 'country', operator: 'exists' as const },
          ],
        },
        { attribute: 'checkout', operator: 'flag_is' as const, values: ['on'] },
        { attribute: '$now', operator: 'after' as const, values: ['2026-01-01'] },
      ],
    };
    expect(attributesIn(condition)).toEqual(['plan', 'country']);
  });

  it('tells how deep it is', () => {
    expect(depthOf({ attribute: 'a', operator: 'exists' })).toBe(1);
    expect(depthOf({ all: [{ any: [] }] })).toBe(2);
  });
});
