import { expect, test } from 'vitest';
import type { FlagResponse } from '@/api/generated/api';
import { type Reading, readingOf } from './reading';
import { snippetsFor } from './snippets';

const evil = `"); exit(); ("'; rm -rf / #\n`;

function codeOf(name: string, reading: Reading, more = {}) {
  const input = { baseUrl: 'http://localhost:8000', flagKey: 'a-flag', serverKey: 'ffs_1', clientKey: 'ffc_1', reading, ...more };
  return snippetsFor(input).find((snippet) => snippet.name === name)?.code ?? '';
}

const reading = (value_type: FlagResponse['value_type'], ...values: unknown[]) =>
  readingOf({ value_type, off_variant: 'v0', variants: values.map((value, at) => ({ key: `v${at}`, value })) });

test('reads by the type of the values', () => {
  const calls = {
    'Node.js': ['getBooleanValue("a-flag", false', 'getNumberValue("a-flag", 10,'],
    Python: ['get_boolean_value("a-flag", False', 'get_integer_value("a-flag", 10,'],
    Go: ['BooleanValue(context.Background(), "a-flag", false', 'IntValue(context.Background(), "a-flag", 10,'],
    Java: ['getBooleanValue("a-flag", false', 'getIntegerValue("a-flag", 10,'],
    '.NET': ['GetBooleanValueAsync("a-flag", false', 'GetIntegerValueAsync("a-flag", 10,'],
  };
  for (const [name, [boolean, integer]] of Object.entries(calls)) {
    expect(codeOf(name, reading('boolean', false, true))).toContain(boolean);
    expect(codeOf(name, reading('number', 10, 50))).toContain(integer);
  }
});

test('reads doubles as soon as one value has a decimal point', () => {
  const mixed = reading('number', 10, 2.5);
  expect(mixed).toEqual({ type: 'double', fallback: '10.0', isMixed: true });
  expect(codeOf('Java', mixed)).toContain('getDoubleValue("a-flag", 10.0,');
});

test('takes what is served while the flag is off for the default', () => {
  expect(reading('string', 'blue', 'red')).toEqual({ type: 'string', fallback: 'blue' });
});

test('puts the client key into browser code and the server key into all other', () => {
  const both = { serverKey: 'ffs_secret', clientKey: 'ffc_public' };
  const value = reading('boolean', false, true);
  expect(codeOf('Browser', value, both)).not.toContain('ffs_secret');
  expect(codeOf('Browser', value, both)).toContain('ffc_public');
  expect(codeOf('Go', value, both)).toContain('ffs_secret');
});

test.each(['Node.js', 'Browser', 'Python', 'Go', 'Java', '.NET'])('lets no text end a literal in %s', (name) => {
  const code = codeOf(name, { type: 'string', fallback: evil }, { baseUrl: evil, serverKey: evil, clientKey: evil });
  expect(code).toContain('\\"); exit(); (\\"');
  expect(code).not.toContain('"); exit()'.replace('"', '("'));
  expect(code.split('\n').some((line) => line.startsWith('"'))).toBe(false);
});

test('lets no text end a word of the shell', () => {
  const code = codeOf('curl', reading('boolean', false, true), { flagKey: 'a.b_c', serverKey: "ffs_'; id" });
  expect(code).toContain("'http://localhost:8000/ofrep/v1/evaluate/flags/a.b_c'");
  expect(code).toContain("ffs_'\\''; id");
});
