import { describe, expect, test } from 'vitest';
import type { ComparisonResult } from '@/api/generated/api';
import { plotOf } from './plotRows';

const comparison = (changed: Partial<ComparisonResult> = {}): ComparisonResult => ({
  treatment: 'new',
  absolute: { diff: 0.01, se: 0.004, df: 900, ci_low: 0.002, ci_high: 0.018 },
  relative: { lift: 0.1, ci_low: 0.02, ci_high: 0.18, method: 'fieller', reason: null },
  p: 0.012,
  p_decision: 0.03,
  p_adjusted: 0.03,
  look_p: null,
  look_diff: null,
  sequential: {
    ...{ p: 0.09, p_min: 0.09, p_min_at: '2026-11-20T00:00:00Z', p_min_diff: 0.01, ci_low: -0.004, ci_high: 0.024 },
    ...{ rel_ci_low: -0.04, rel_ci_high: 0.24 },
  },
  bayes: null,
  cuped: null,
  guardrail: null,
  verdict: 'inconclusive',
  reason: null,
  ...changed,
});
const metric = (...comparisons: ComparisonResult[]) => ({ kind: 'proportion', direction: 'increase', comparisons }) as const;

describe('The plot of a metric', () => {
  test('shows lifts with both intervals, and says the same in words', () => {
    const plot = plotOf(metric(comparison()));
    expect(plot).toMatchObject({
      unit: 'lift',
      margin: null,
      rows: [{ estimate: 0.1, once: { low: 0.02 }, always: { high: 0.24 } }],
    });
    expect(plot?.rows[0]?.text).toBe(
      'new +10.0\u202f%; for one look +2.0\u202f% to +18.0\u202f%; at any look −4.0\u202f% to +24.0\u202f%.',
    );
  });

  test('keeps a lift whose bounds are unknown, and says that it has none', () => {
    const relative = { lift: 0.1, ci_low: null, ci_high: null, method: 'fieller', reason: 'zero_baseline' };
    const plot = plotOf(metric(comparison({ relative, sequential: null })));
    expect(plot).toMatchObject({ unit: 'lift', rows: [{ estimate: 0.1, once: { low: null, high: null }, always: null }] });
    expect(plot?.rows[0]?.text).toContain('no bounds');
  });

  test('shows differences where a lift cannot be told', () => {
    expect(plotOf(metric(comparison({ relative: null })))).toMatchObject({ unit: 'diff', rows: [{ estimate: 0.01 }] });
  });

  test('is none where nothing is known', () => {
    expect(plotOf(metric(comparison({ absolute: null, relative: null, sequential: null })))).toBeNull();
  });

  test('has the margin on the side of the harm', () => {
    const guarded = comparison({ guardrail: { margin: 0.02, p: 0.2, verdict: 'inconclusive', harmed_now: false } });
    expect(plotOf(metric(guarded))?.margin).toBe(-0.02);
    expect(plotOf({ ...metric(guarded), direction: 'decrease' })?.margin).toBe(0.02);
  });
});
