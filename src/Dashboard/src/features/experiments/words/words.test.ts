import { describe, expect, test } from 'vitest';
import type {
  ComparisonResultVerdict,
  GuardrailEffectVerdict,
  HealthWarningCode,
  ResultsDecisionRecommendation,
  ResultsEngineMode,
} from '@/api/generated/api';
import { modeWords, peekingWords } from './modes';
import { reasonInWords, reasonSentence, warningTitle } from './reasons';
import { decisionWords, guardrailWords, recommendationWords, roleWords, statusWords, verdictWords } from './verdicts';

// Of the generated types, so that a word that the server gets is missed here by the compiler.
const all = <T extends string>(words: Record<T, true>) => Object.keys(words) as T[];
const verdicts = all<ComparisonResultVerdict>({ better: true, worse: true, flat: true, inconclusive: true, withheld: true });
const guardrails = all<GuardrailEffectVerdict>({ non_inferior: true, harmed: true, inconclusive: true });
const recommendations = all<ResultsDecisionRecommendation>({ ship: true, rollback: true, keep_running: true, review: true });
const modes = all<ResultsEngineMode>({ hybrid: true, sequential: true, fixed: true, bayesian: true });
const warnings = all<HealthWarningCode>({
  srm: true,
  multi_exposed: true,
  multi_exposed_uneven_split: true,
  unknown_variants: true,
  exposures_after_end: true,
  no_exposures: true,
  silent_events: true,
  pre_exposure_imbalance: true,
  suspicious_lift: true,
  events_expired: true,
  segment_changed: true,
  metric_missing: true,
  metric_settings: true,
  low_power: true,
});

describe('Codes of results', () => {
  test('that the server has all have words', () => {
    const labels = [
      ...verdicts.map((code) => [code, verdictWords(code).label]),
      ...guardrails.map((code) => [code, guardrailWords(code).label]),
      ...recommendations.map((code) => [code, recommendationWords(code, null).label]),
      ...modes.map((code) => [code, modeWords(code).label]),
      ...warnings.map((code) => [code, warningTitle(code)]),
    ];
    expect(labels.filter(([code, label]) => code === label)).toEqual([]);
  });

  test('that are unknown are shown as they are', () => {
    expect(verdictWords('sideways').label).toBe('sideways');
    expect(guardrailWords('sideways').label).toBe('sideways');
    expect(recommendationWords('pause', null).label).toBe('pause');
    expect(reasonInWords('moon_phase')).toBe('moon_phase');
    expect(reasonSentence('moon_phase')).toBe('moon_phase');
    expect(warningTitle('moon_phase')).toBe('moon_phase');
    expect(statusWords('paused').label).toBe('paused');
    expect(roleWords('villain').label).toBe('villain');
  });
});

test('A reason is a sentence of its own, or stands after a colon', () => {
  expect(reasonInWords('too_short')).toBe('there is less than one full day of data');
  expect(reasonSentence('too_short')).toBe('There is less than one full day of data.');
});

test('What to ship is named', () => {
  expect(recommendationWords('ship', 'new-checkout').label).toBe('Ship new-checkout');
});

describe('Looking early', () => {
  const engine = { mode: 'hybrid', alpha: 0.05, sequence_alpha: 0.01, look_at: null };

  test('is safe in hybrid and sequential mode, and it says what it costs', () => {
    expect(peekingWords(engine)).toMatchObject({
      isSafe: true,
      text: expect.stringContaining('spends 1\u202f% of the 5\u202f%'),
    });
    expect(peekingWords({ ...engine, mode: 'sequential', sequence_alpha: 0.05 }).isSafe).toBe(true);
  });

  test('is not safe with a fixed plan until the plan is fulfilled', () => {
    expect(peekingWords({ ...engine, mode: 'fixed' }).isSafe).toBe(false);
    expect(peekingWords({ ...engine, mode: 'fixed', look_at: '2026-11-20T00:00:00Z' }).isSafe).toBe(true);
  });

  test('is never called safe where the mode is unknown or promises nothing', () => {
    expect(peekingWords({ ...engine, mode: 'bayesian' }).isSafe).toBe(false);
    expect(peekingWords({ ...engine, mode: 'guess' }).isSafe).toBe(false);
  });
});

describe('“Review” is told by its ground', () => {
  const judged = (mismatch: boolean, ...verdicts: string[]) =>
    decisionWords({
      decision: { recommendation: 'review', variant: null, because: [] },
      health: { srm: { mismatch } },
      metrics: [{ role: 'goal', comparisons: verdicts.map((verdict) => ({ verdict })) }],
    }).label;

  test('numbers that cannot be trusted come before what they say', () =>
    expect(judged(true, 'flat')).toBe('Withheld: the split is broken'));
  test('no difference in any goal', () => expect(judged(false, 'flat', 'flat')).toBe('No difference found'));
  test('goals that say different things', () => expect(judged(false, 'flat', 'worse')).toBe('Look before you decide'));
});
