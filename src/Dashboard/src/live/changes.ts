import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { send } from '@/api/api';
import { connection } from './connection';

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Queries whose first word is one of these are renewed when an environment has changed; the stream itself carries no data. */
const followed = new Set(['overview', 'flags', 'segments', 'environments', 'sdk-keys', 'audit', 'users']);

function renew(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ predicate: (query) => followed.has(String(query.queryKey[0])) });
}

/** Reads GET /changes until it ends; calls back once for each batch that holds an event. */
async function follow(onChange: () => void, onOpen: () => void, signal: AbortSignal): Promise<void> {
  const response = await send('./changes', { signal, headers: { Accept: 'text/event-stream' } });
  if (!response.ok || response.body === null) {
    throw new Error(`The stream of changes answered ${response.status}.`);
  }

  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (chunk.value.includes('data:')) {
      onChange();
    }
  }
}

/** Keeps what is on the page as the server has it. Where the stream is refused or broken, asks again every few seconds. */
async function keepUp(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  let isFirst = true;
  for (let failures = 0; !signal.aborted; ) {
    try {
      await follow(
        () => renew(queryClient),
        () => {
          failures = 0;
          if (!isFirst) {
            renew(queryClient); // what was missed meanwhile
          }
          isFirst = false;
        },
        signal,
      );
    } catch {
      failures++;
    }

    if (!signal.aborted) {
      await wait(Math.min(1_000 * 2 ** failures, 10_000) * (0.75 + Math.random() / 2), signal);
      if (failures > 1 && connection.isReachable()) {
        renew(queryClient);
      }
    }
  }
}

/** While somebody is signed in. */
export function useLiveChanges(token: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (token === null) {
      return;
    }

    const leaving = new AbortController();
    void keepUp(queryClient, leaving.signal);
    return () => leaving.abort();
  }, [queryClient, token]);
}
