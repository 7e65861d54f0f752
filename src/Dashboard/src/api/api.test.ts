// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from './api';
import { messageOf, statusOf } from './errors';

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('A key in an address', () => {
  const asked = vi.fn((_url: RequestInfo | URL) => Promise.resolve(new Response('{}')));
  beforeEach(() => vi.stubGlobal('fetch', asked));
  afterEach(() => {
    vi.unstubAllGlobals();
    asked.mockClear();
  });

  it.each(['..', '.'])('that would lead to another route is not found, without a request: %j', async (key) => {
    const faults = await Promise.all(
      [api.flags.get(key, 'production'), api.segments.get(key, 'production'), api.promotion.compare(key)].map(faultOf),
    );

    expect(faults.map(statusOf)).toEqual([404, 404, 404]);
    expect(messageOf(faults[0])).toBe('There is nothing with this key.');
    expect(asked).not.toHaveBeenCalled();
  });

  it.each(['a', 'v2..1', '-.'])('that may be one is asked for: %j', async (key) => {
    await api.flags.get(key, 'a../b');

    expect(asked.mock.calls[0]?.[0]).toBe(`./flags/${key}?environment_key=a..%2Fb`);
  });
});
