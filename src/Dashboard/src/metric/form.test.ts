import { describe, expect, test } from 'vitest';
import type { MetricDefinitionResponse } from '@/api/generated/api';
import { calculationOf, changedFields, emptyForm, fieldsOf, formOf, unreadable, withKind } from './form';

const revenue: MetricDefinitionResponse = {
  id: '0199a000-0000-7000-8000-000000000001',
  key: 'revenue',
  name: 'Revenue',
  description: '',
  environment_id: '0199a000-0000-7000-8000-000000000002',
  environment_key: 'production',
  kind: 'sum',
  events: { event: 'purchase', aggregate: 'sum', filters: [{ attribute: 'country', operator: 'equals', values: ['DE'] }] },
  denominator: null,
  quantile: null,
  direction: 'increase',
  window: { kind: 'conversion', hours: 72, delay_hours: 1.5, mature_only: true },
  cap: { percentile: 0.999, value: null, ignore_zeros: true },
  cuped_days: 14,
  minimum_effect: 0.05,
  margin: 0.07,
  version: 3,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

test('What is written is what was read', () => {
  const { name, description, kind, events, denominator, quantile, direction, window, cap } = revenue;
  expect(fieldsOf(formOf(revenue))).toEqual({
    ...{ name, description, kind, events, denominator, quantile, direction, window, cap },
    ...{ cuped_days: 14, minimum_effect: 0.05, margin: 0.07 },
  });
  expect(changedFields(revenue, formOf(revenue))).toEqual({});
});

test('Sends only what differs', () => {
  expect(changedFields(revenue, { ...formOf(revenue), name: 'Income ', margin: '2' })).toEqual({ name: 'Income', margin: 0.02 });
});

test('Shares are written in percent, without the noise of binary fractions', () => {
  expect(formOf(revenue).margin).toBe('7');
  expect(fieldsOf({ ...emptyForm, minimumEffect: '0.1' }).minimum_effect).toBe(0.001);
});

describe('Another kind', () => {
  test('leaves out what it does not have, and has it again when one comes back', () => {
    const share = withKind(formOf(revenue), 'proportion');
    expect(calculationOf(share).cap).toBeNull();
    expect(calculationOf(withKind(share, 'sum')).cap).toEqual(revenue.cap);
  });

  test('that is retention begins with the day after a week', () =>
    expect(calculationOf(withKind(emptyForm, 'retention')).window).toMatchObject({
      kind: 'conversion',
      hours: 24,
      delay_hours: 168,
    }));

  test('that is retention keeps the window that was chosen', () =>
    expect(withKind(formOf(revenue), 'retention').hours).toBe('72'));

  test('that is a ratio has a denominator, and says what is added up', () => {
    const ratio = calculationOf({
      ...emptyForm,
      kind: 'ratio',
      denominator: { event: ' view ', aggregate: 'count', filters: [] },
    });
    expect(ratio.denominator).toEqual({ event: 'view', aggregate: 'count', filters: [] });
    expect(ratio.events.aggregate).toBe('count');
  });
});

test('What is no number is sent as none, for the server to say what is missing', () => {
  expect(calculationOf({ ...emptyForm, windowKind: 'conversion', hours: 'three' }).window.hours).toBeNull();
});

test('Without a window nothing is kept of its length', () => {
  expect(calculationOf({ ...emptyForm, matureOnly: true }).window).toEqual({
    kind: 'none',
    hours: null,
    delay_hours: 0,
    mature_only: false,
  });
});

test('Tells what is typed as a number and is none, as far as it is shown', () => {
  expect(unreadable({ ...emptyForm, margin: 'two', minimumEffect: ' ', hours: 'three' })).toEqual({
    margin: ['must be a number, such as 2.5.'],
  });
  expect(Object.keys(unreadable({ ...emptyForm, windowKind: 'conversion', hours: 'three' }))).toEqual(['window.hours']);
});
