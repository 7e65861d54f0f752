import { describe, expect, it } from 'vitest';
import { withoutRoutes } from './withoutRoutes';

describe('A detail of the server', () => {
  it.each([
    ['There is no environment "qa". GET /environments lists them.', 'There is no environment "qa".'],
    ['There is no flag "a" in "qa". GET /flags?environment_key=qa lists them.', 'There is no flag "a" in "qa".'],
    ['The key is gone. POST /environments/{key}/sdk-keys makes one.', 'The key is gone.'],
  ])('loses the last sentence of %j, which names a route', (detail, kept) => expect(withoutRoutes(detail)).toBe(kept));

  it.each([
    'There is no flag "a".',
    'GET /environments lists them.',
    'Sign in first: POST /auth/login, then send the token.',
    'It failed. GET /flags lists them. Then try again.',
    'Two words. GET to know them.',
  ])('stays as it is: %j', (detail) => expect(withoutRoutes(detail)).toBe(detail));
});
