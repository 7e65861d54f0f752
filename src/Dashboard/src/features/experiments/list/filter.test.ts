import { describe, expect, test } from 'vitest';
import { listed } from './filter';

const experiment = (key: string, fields: object = {}) => ({
  key,
  name: key,
  flag_key: 'checkout',
  environment_key: 'production',
  status: 'running' as const,
  hypothesis: '',
  updated_at: '2026-11-20T00:00:00Z',
  ...fields,
});
const all = [
  experiment('old', { status: 'archived' }),
  experiment('plan', { status: 'draft', environment_key: 'development' }),
  experiment('over', { status: 'stopped' }),
  experiment('first', { updated_at: '2026-11-19T00:00:00Z' }),
  experiment('second'),
];
const keys = (search: object) => listed(all, search).map(({ key }) => key);

describe('The list of experiments', () => {
  test('begins with what runs, and leaves the archive out', () => expect(keys({})).toEqual(['second', 'first', 'plan', 'over']));

  test('shows the archive when it is asked for', () => expect(keys({ status: 'archived' })).toEqual(['old']));

  test('is of one environment when that is chosen', () => expect(keys({ env: 'development' })).toEqual(['plan']));

  test('finds by the flag, too', () => {
    expect(keys({ q: ' CHECKOUT ' })).toHaveLength(4);
    expect(keys({ q: 'second' })).toEqual(['second']);
  });
});
