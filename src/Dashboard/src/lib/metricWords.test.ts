import { describe, expect, test } from 'vitest';
import { type Calculation, countedInWords, detailsInWords, eventsInWords, hoursInWords, timeInWords } from './metricWords';

const metric = (fields: Partial<Calculation> = {}): Calculation => ({
  kind: 'proportion',
  events: { event: 'purchase', aggregate: 'sum', filters: [] },
  denominator: null,
  quantile: null,
  direction: 'increase',
  window: { kind: 'none', hours: null, delay_hours: 0, mature_only: false },
  cap: null,
  cuped_days: null,
  minimum_effect: null,
  margin: null,
  ...fields,
});

describe('What a metric counts', () => {
  test.each<[Partial<Calculation>, string]>([
    [{}, 'The share of units that had at least one “purchase” event from its first exposure to the end of the run.'],
    [
      { kind: 'count', window: { kind: 'conversion', hours: 72 } },
      'How many “purchase” events a unit had within 3 days after its first exposure, on average over all units; units without any count as 0.',
    ],
    [
      { kind: 'sum', window: { kind: 'lookback', hours: 36 } },
      'The values of the “purchase” events that a unit had in the last 36 hours of the run, but not before its first exposure, added up, on average over all units; units without any count as 0.',
    ],
    [
      { kind: 'mean' },
      'The mean value of all “purchase” events that the units of a variant had, each from its first exposure to the end of the run; events without a value are left out.',
    ],
    [
      { kind: 'ratio', events: { event: 'click', aggregate: 'count' }, denominator: { event: 'view', aggregate: 'count' } },
      'Over all units of a variant, the number of “click” events divided by the number of “view” events, each from its first exposure to the end of the run.',
    ],
    [
      { kind: 'ratio', denominator: { event: 'hours', aggregate: 'sum' } },
      'Over all units of a variant, the values of “purchase” events, added up, divided by the values of “hours” events, added up, each from its first exposure to the end of the run.',
    ],
    [
      { kind: 'quantile', quantile: 0.9 },
      'The 90th percentile over units of the values of the “purchase” events that a unit had from its first exposure to the end of the run, added up.',
    ],
    [
      { kind: 'retention', window: { kind: 'conversion', hours: 24, delay_hours: 168 } },
      'The share of units that came back: that had at least one “purchase” event from 7 days to 8 days after its first exposure.',
    ],
  ])('%j', (fields, sentence) => expect(countedInWords(metric(fields))).toBe(sentence));

  test('leaves gaps where something is not written yet', () => {
    expect(countedInWords(metric({ kind: 'quantile', events: { event: ' ' }, window: { kind: 'conversion' } }))).toBe(
      'The … percentile over units of the values of the “…” events that a unit had within … after its first exposure, added up.',
    );
  });
});

test('Filters are told with their values, texts in quotes', () => {
  const filters = [
    { attribute: 'country', operator: 'equals' as const, values: ['DE', 'AT'] },
    { attribute: '$value', operator: 'gte' as const, values: [10] },
    { attribute: 'coupon', operator: 'not_exists' as const, values: [] },
  ];
  expect(eventsInWords({ event: 'purchase', filters })).toBe(
    '“purchase” events where country is one of "DE", "AT" and its value is at least 10 and coupon has no value',
  );
});

test('Hours are told as days where they are whole ones', () => {
  expect([1, 24, 36, 72, 0.5].map(hoursInWords)).toEqual(['1 hour', '1 day', '36 hours', '3 days', '0.5 hours']);
});

test('A delay without a window moves the beginning', () => {
  expect(timeInWords({ kind: 'none', delay_hours: 24 })).toBe('from 1 day after its first exposure to the end of the run');
});

describe('What else there is to say', () => {
  test('is only the direction where nothing is set', () => expect(detailsInWords(metric())).toEqual(['More is better.']));

  test('is a sentence for each thing that is set', () => {
    const all = metric({
      direction: 'decrease',
      window: { kind: 'conversion', hours: 24, mature_only: true },
      cap: { percentile: 0.999, ignore_zeros: true },
      cuped_days: 14,
      minimum_effect: 0.05,
      margin: 0.02,
    });
    expect(detailsInWords(all)).toEqual([
      'Less is better.',
      'Units whose window is not over yet are left out.',
      'Units above the 99.9th percentile of all units that are not 0 count as much as it, so that a few cannot decide alone.',
      'What units did in the 14 days before their first exposure makes the result more precise (CUPED).',
      'A change of 5\u202f% is worth finding; plans are made for it.',
      'As a guardrail it may get worse by at most 2\u202f%.',
    ]);
  });

  test('tells a fixed cap', () =>
    expect(detailsInWords(metric({ cap: { value: 500 } }))).toContain('Units above 500 count as 500.'));
});
