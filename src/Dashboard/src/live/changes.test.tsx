// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '@/session/session';
import { useLiveChanges } from './changes';

const event = 'event: change\ndata: {}\n\n';

/** Answers of the server to GET /changes, each a stream that the test writes and ends. */
class Streams {
  readonly opened: ReadableStreamDefaultController<Uint8Array>[] = [];
  isRefused = false;

  readonly fetch = (_url: unknown, init?: RequestInit): Promise<Response> => {
    if (this.isRefused) {
      return Promise.resolve(new Response(null, { status: 503 }));
    }

    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.opened.push(controller);
        init?.signal?.addEventListener('abort', () => controller.error(new DOMException('Left', 'AbortError')));
      },
    });
    return Promise.resolve(new Response(body));
  };

  write = (text: string) => this.opened.at(-1)?.enqueue(new TextEncoder().encode(text));
  end = () => this.opened.at(-1)?.close();
}

describe('A page that follows changes', () => {
  let streams: Streams;
  let client: QueryClient;
  const renewals = () => vi.mocked(client.invalidateQueries).mock.calls.length;
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
  const begin = async () => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    renderHook(useLiveChanges, { wrapper });
    await pass(0);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    streams = new Streams();
    vi.stubGlobal('fetch', streams.fetch);
    client = new QueryClient();
    vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
    session.start('a.token.here');
  });
  afterEach(() => {
    cleanup();
    session.end();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('reads nothing again at first', async () => {
    await begin();
    expect(streams.opened).toHaveLength(1);
    expect(renewals()).toBe(0);
  });

  it('reads once for many events that come together', async () => {
    await begin();
    streams.write(event);
    streams.write(event + event);
    await pass(400);
    expect(renewals()).toBe(1);
  });

  it('reads again what it may have missed after a new connection', async () => {
    await begin();
    streams.end();
    await pass(3_000);
    expect(streams.opened).toHaveLength(2);
    expect(renewals()).toBe(1);
  });

  it('asks every few seconds while the stream is refused', async () => {
    streams.isRefused = true;
    await begin();
    await pass(60_000);
    expect(renewals()).toBeGreaterThan(3);
  });

  it('stays on its stream when the token is renewed', async () => {
    await begin();
    await act(async () => session.start('a.newer.token'));
    await pass(30_000);
    expect(streams.opened).toHaveLength(1);
  });

  it('leaves the stream when somebody signs out', async () => {
    await begin();
    await act(async () => session.end());
    await pass(30_000);
    expect(streams.opened).toHaveLength(1);
    expect(renewals()).toBe(0);
  });
});
