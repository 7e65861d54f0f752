import { expect, test } from 'vitest';
import { readToken } from './token';

const made = (payload: object) =>
  `e30.${btoa(JSON.stringify(payload)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.signature`;

test('Reads whose token it is and how long it holds', () => {
  expect(readToken(made({ sub: 'ann', iat: 100, exp: 3700 }))).toEqual({
    subject: 'ann',
    issuedAt: 100_000,
    expiresAt: 3_700_000,
  });
});

test('Reads the alphabet that tokens are written in', () => {
  expect(readToken(made({ sub: '>>>???', iat: 1, exp: 2 }))?.subject).toBe('>>>???');
});

test('Takes nothing else for a token', () => {
  expect(readToken('')).toBeNull();
  expect(readToken('a.b.c')).toBeNull();
  expect(readToken(made({ sub: 'ann' }))).toBeNull();
  expect(readToken(`e30.${btoa('null')}.x`)).toBeNull();
});
