import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary';

const item = (type: 'flag' | 'segment', key: string, environment_key = 'production') => ({ type, key, environment_key });

describe('What the examples added', () => {
  it('counts a flag once, in however many environments it is', () =>
    expect(summaryOf({ added: [item('flag', 'a'), item('flag', 'a', 'staging'), item('segment', 'b')], existing: [] })).toBe(
      'Added 1 flag and 1 segment.',
    ));

  it('tells what was there', () =>
    expect(summaryOf({ added: [], existing: [item('flag', 'a'), item('flag', 'b')] })).toBe(
      'Nothing was added. There already, and left as they were: 2 flags.',
    ));
});
