// Evaluates what the server exports for flagd with flagd's own core, and compares with the server's answers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';

const silent = { error() {}, warn() {}, info() {}, debug() {} };
const { export: exported, cases } = JSON.parse(readFileSync(process.env.FLAGD_SAMPLE, 'utf8'));
const text = JSON.stringify(exported);

function differences(options) {
  const found = [];
  const core = new FlagdCore(new MemoryStorage(silent, options), silent);
  core.setConfigurations(text);
  for (const { context, variants } of cases) {
    for (const [key, flag] of Object.entries(exported.flags)) {
      const type = typeof Object.values(flag.variants)[0];
      const { variant, value, errorMessage } = core.resolve(type, key, 'the default of the caller', context, silent);
      if (variant !== variants[key] || value !== flag.variants[variants[key]]) {
        found.push({ key, context, expected: variants[key], variant, value, errorMessage, targeting: flag.targeting });
      }
    }
  }
  return found;
}

test('the schema of flagd accepts the export', () => {
  new MemoryStorage(silent).setConfigurations(text, true);
});

test('flags that flagd evaluates in another way are listed with the reason instead', () => {
  const left = new Set(exported.notExported.map(({ flag }) => flag));
  assert.ok(left.size > 0 && exported.notExported.every(({ path, reason }) => typeof path === 'string' && reason.endsWith('.')));
  assert.deepEqual(
    [...Object.keys(exported.flags), ...left].sort(), Object.keys(cases[0].variants).sort());
  assert.ok(Object.keys(exported.flags).length > left.size, 'most flags are exported');
});

test('compiled, flagd gives each context the variant that the server gives', () => {
  assert.deepEqual(differences({}).slice(0, 3), []);
});

test('interpreted, flagd gives each context the variant that the server gives', () => {
  assert.deepEqual(differences({ disableDynamicCodeGeneration: true }).slice(0, 3), []);
});
