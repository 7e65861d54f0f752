import { describe, expect, it } from 'vitest';
import { aFlag } from './aFlag';
import { fieldsOf } from './fields';
import { newRule, withCopy, withMoved } from './rules';

const rule = (id: string) => ({ id, name: id, when: { all: [] }, serve: { variant: 'on' } });
const rules = [rule('a'), rule('b'), rule('c')];
const ids = (changed: { id?: string }[]) => changed.map(({ id }) => id);

describe('rules', () => {
  it('are moved up and down', () => {
    expect(ids(withMoved(rules, 0, 2))).toEqual(['b', 'c', 'a']);
    expect(ids(withMoved(rules, 2, 0))).toEqual(['c', 'a', 'b']);
  });

  it('stay where the first is moved up or the last down', () => {
    expect(ids(withMoved(rules, 0, -1))).toEqual(['a', 'b', 'c']);
    expect(ids(withMoved(rules, 2, 3))).toEqual(['a', 'b', 'c']);
  });

  it('are copied behind themselves, with an id of their own', () => {
    const copied = withCopy(rules, 1);
    expect(ids(copied.rules)).toEqual(['a', 'b', copied.id, 'c']);
    expect(copied.rules[2]).toMatchObject({ name: 'b (copy)', when: { all: [] }, serve: { variant: 'on' } });
  });

  it('begin with something to fill in that serves more than the off variant', () => {
    const made = newRule(fieldsOf(aFlag()));
    expect(made.serve).toEqual({ variant: 'on' });
    expect(made.when.all).toHaveLength(1);
    expect(made.id).toMatch(/^[0-9a-f]{32}$/);
  });
});
