import { describe, expect, it } from 'vitest';
import type { TargetingRule } from '@/api/generated/api';
import { isUnfinished, remainingErrors, tabOf } from './refusals';

const leaf = (attribute: string) => ({ attribute, operator: 'equals', values: [] });
const fields = {
  name: 'a',
  rules: [
    { name: '', when: { all: [leaf('x'), leaf('y')] } },
    { name: '', when: { all: [leaf('z')] } },
  ],
};
const errors = {
  'rules[0].when.all[1].operator': ['is wrong.'],
  'rules[1].when.all[0].values[3]': ['is wrong.'],
  name: ['is wrong.'],
};

describe('errors after an edit', () => {
  it('stay where nothing was touched', () => {
    expect(remainingErrors(errors, fields, { ...fields })).toBe(errors);
  });

  it('go from the comparison that was edited, and only from there', () => {
    const [first, second] = fields.rules;
    const edited = { ...fields, rules: [{ ...first, when: { all: [first?.when.all[0], leaf('new')] } }, second] };
    expect(Object.keys(remainingErrors(errors, fields, edited))).toEqual(['rules[1].when.all[0].values[3]', 'name']);
  });

  it('go where another rule has come to the place', () => {
    const reordered = { ...fields, rules: fields.rules.toReversed() };
    expect(Object.keys(remainingErrors(errors, fields, reordered))).toEqual(['name']);
  });

  it('go from a plain field that has another value', () => {
    expect(remainingErrors({ name: ['is wrong.'] }, fields, { ...fields, name: 'b' })).toEqual({});
  });
});

describe('the tab of a place', () => {
  it('is the one that holds the field', () => {
    expect(tabOf('rules[0].name')).toBe('targeting');
    expect(tabOf('variants[1].value')).toBe('variants');
    expect(tabOf('name')).toBe('settings');
    expect(tabOf('off_variant')).toBe('targeting');
  });
});

describe('a draft that is tried', () => {
  const rule = (id: string, attribute: string, values: unknown[] = []): TargetingRule => ({
    id,
    name: '',
    when: { all: [{ attribute, operator: 'gt', values }] },
    serve: { variant: 'on' },
  });
  const missing = {
    'draft.rules[1].when.all[0].attribute': ['is missing.'],
    'draft.rules[1].when.all[0].values': ['is missing.'],
  };
  const saved = [rule('old', 'age', [18])];

  it('is unfinished where a new rule lacks something', () => {
    expect(isUnfinished(missing, { rules: [...saved, rule('new', '')] }, saved)).toBe(true);
  });

  it('is wrong where what stands in the new rule is', () => {
    expect(isUnfinished(missing, { rules: [...saved, rule('new', '', ['x'])] }, saved)).toBe(false);
  });

  it('is wrong where a saved rule was emptied', () => {
    expect(isUnfinished(missing, { rules: [rule('new', 'age'), rule('old', '')] }, saved)).toBe(false);
  });

  it('is wrong where anything else is, and where nothing is said of any place', () => {
    const draft = { rules: [...saved, rule('new', '')] };
    expect(isUnfinished({ ...missing, 'draft.salt': ['is wrong.'] }, draft, saved)).toBe(false);
    expect(isUnfinished({}, draft, saved)).toBe(false);
  });
});
