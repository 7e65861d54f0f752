import { describe, expect, it } from 'vitest';
import { fieldErrorsOf, messageOf } from './errors';
import { ApiException } from './generated/api';

const refused = (status: number, response: string, result: unknown = undefined) =>
  new ApiException('x', status, response, {}, result);

describe('What is said of a refusal', () => {
  it("is the problem's detail", () => expect(messageOf(refused(409, '', { detail: 'It is there.' }))).toBe('It is there.'));

  it("is the problem's detail also with a status that the document does not name for the call", () => {
    const error = refused(409, '{"detail":"The examples are being added.","errors":{"key":["is taken."]}}');
    expect(messageOf(error)).toBe('The examples are being added.');
    expect(fieldErrorsOf(error)).toEqual({ key: ['is taken.'] });
  });

  it('leaves routes of the API out', () =>
    expect(messageOf(refused(404, '{"detail":"There is no such user. GET /auth/users lists them."}'))).toBe(
      'There is no such user.',
    ));

  it.each(['', '<html>Bad gateway</html>', 'null', '5', '{"detail":5}'])('names the status where the answer is %j', (body) =>
    expect(messageOf(refused(502, body))).toBe('The server answered 502 without saying why.'),
  );
});
