import { describe, expect, it } from 'vitest';
import type { DemoItemResponseType } from '@/api/generated/api';
import { summaryOf } from './summary';

const item = (type: DemoItemResponseType, key: string, environment_key = 'development') => ({ type, key, environment_key });

describe('What the examples added', () => {
  it('counts a flag once, in however many environments it is', () =>
    expect(summaryOf({ added: [item('flag', 'a'), item('flag', 'a', 'staging'), item('segment', 'b')], existing: [] })).toBe(
      'Added 1 flag and 1 segment.',
    ));

  it('names experiments and what belongs to them, and that the visitors are simulated', () =>
    expect(
      summaryOf({
        added: [
          item('traffic', 'visitors'),
          item('experiment', 'a'),
          item('metric', 'b'),
          item('metric', 'c'),
          item('layer', 'd'),
        ],
        existing: [],
      }),
    ).toBe('Added 2 metrics, 1 layer, 1 experiment and three weeks of simulated visitors.'));

  it('tells what was there', () =>
    expect(summaryOf({ added: [], existing: [item('flag', 'a'), item('flag', 'b')] })).toBe(
      'Nothing was added. There already, and left as they were: 2 flags.',
    ));
});
