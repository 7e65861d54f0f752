import { expect, test } from 'vitest';
import { isRenewalDue } from './renewalTime';

const minute = 60_000;
const token = { subject: 'ann', issuedAt: 0, expiresAt: 60 * minute };

const due = (at: number, usedAt: number | null) =>
  isRenewalDue(token, { receivedAt: 0, usedAt: usedAt === null ? null : usedAt * minute }, at * minute);

test('Renews when less than half of the time is left and the page is used', () => {
  expect(due(31, 30)).toBe(true);
});

test('Does not renew while half of the time is left', () => {
  expect(due(29, 29)).toBe(false);
});

test('Does not renew for a page that nobody uses', () => {
  expect(due(45, null)).toBe(false);
});

test('Does not renew for what was done before the token came', () => {
  expect(due(45, -5)).toBe(false);
});

test('Renews late when the page is used again late', () => {
  expect(due(59, 58)).toBe(true);
});

test('Does not try what is over', () => {
  expect(due(60, 59)).toBe(false);
});

test('Renews a token of unknown age as soon as the page is used', () => {
  expect(isRenewalDue(token, { receivedAt: null, usedAt: null }, 5)).toBe(false);
  expect(isRenewalDue(token, { receivedAt: null, usedAt: 4 }, 5)).toBe(true);
});

test('Does not mind a server whose clock is hours ahead', () => {
  const ahead = { subject: 'ann', issuedAt: 300 * minute, expiresAt: 360 * minute };
  expect(isRenewalDue(ahead, { receivedAt: 0, usedAt: 5 * minute }, 10 * minute)).toBe(false);
  expect(isRenewalDue(ahead, { receivedAt: 0, usedAt: 5 * minute }, 40 * minute)).toBe(true);
});
