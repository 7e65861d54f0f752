import { expect, test } from 'vitest';
import { aFlag, inEnvironment } from './flagSamples';
import { lastEvaluated, staleAnywhere, staleReasons, staleWords } from './stale';

test('Every reason says what is the matter and what to do', () => {
  for (const reason of staleReasons) {
    expect(staleWords(reason).what).toMatch(/\.$/);
    expect(staleWords(reason).advice).toMatch(/archive/);
  }
});

test('A reason of a newer server is told by its name, even one that all objects have', () => {
  expect(staleWords('nobody_owns_it').short).toBe('nobody owns it');
  expect(staleWords('constructor').short).toBe('constructor');
});

const flag = aFlag({
  environments: [
    inEnvironment({ stale_reasons: ['expired'], last_evaluated_at: '2026-03-01T00:00:00Z' }),
    inEnvironment({ environment_key: 'production', stale_reasons: ['never_evaluated', 'expired'] }),
    inEnvironment({ environment_key: 'staging', last_evaluated_at: '2026-03-01T01:30:00+01:00' }),
  ],
});

test('Reasons are gathered with the environments that have them', () => {
  expect(staleAnywhere(flag)).toEqual([
    { reason: 'expired', environments: ['development', 'production'] },
    { reason: 'never_evaluated', environments: ['production'] },
  ]);
});

test('The last evaluation is the latest of all environments, whatever the offset it is written with', () => {
  expect(lastEvaluated(flag)).toBe('2026-03-01T01:30:00+01:00');
  expect(lastEvaluated(aFlag())).toBeNull();
});
