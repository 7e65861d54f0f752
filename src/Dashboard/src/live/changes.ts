import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { send } from '@/api/api';
import { renew } from '@/api/renew';
import { useSession } from '@/session/session';
import { connection } from './connection';
import { watchEvents } from './events';

// In milliseconds.
const betweenRenewals = 300;
const shortestPause = 1_000;
const longestPause = 10_000;

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

/** Reads GET /changes until it ends. The stream says only that something has changed, not what. */
async function follow(onOpen: () => void, onChange: () => void, signal: AbortSignal): Promise<void> {
  const response = await send('./changes', { signal, headers: { Accept: 'text/event-stream' } });
  if (!response.ok || response.body === null) {
    throw new Error(`The stream of changes answered ${response.status}.`);
  }

  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const isEvent = watchEvents();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (isEvent(piece.value)) {
      onChange();
    }
  }
}

/** Follows until the signal. Where the stream is refused, it asks again every few seconds, and so does the page. */
async function keepUp(catchUp: () => void, onChange: () => void, signal: AbortSignal): Promise<void> {
  for (let pause = shortestPause; !signal.aborted; ) {
    const begun = Date.now();
    try {
      await follow(catchUp, onChange, signal);
    } catch {
      if (!signal.aborted && connection.isReachable()) {
        catchUp();
      }
    }

    pause = Date.now() - begun > longestPause ? shortestPause : Math.min(2 * pause, longestPause);
    await wait(pause * (0.75 + Math.random() / 2), signal);
  }
}

/**
 * Keeps what is on the page as the server has it, while somebody is signed in and looks at it: browsers open few connections to a server at
 * once, and streams of pages that nobody sees would hold them all. What was missed meanwhile is read when the page is seen again.
 */
export function useLiveChanges(): void {
  const queryClient = useQueryClient();
  const isSignedIn = useSession().kind === 'in';
  const isSeen = useDocumentVisibility() !== 'hidden';
  const isFollowing = isSignedIn && isSeen;
  const isFirst = useRef(true); // the page is just being read then
  useEffect(() => {
    if (!isFollowing) {
      return;
    }

    const leaving = new AbortController();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const catchUp = () => {
      if (!isFirst.current) {
        void renew(queryClient);
      }
      isFirst.current = false;
    };
    const onChange = () => {
      soon ??= setTimeout(() => {
        soon = undefined;
        void renew(queryClient);
      }, betweenRenewals);
    };
    void keepUp(catchUp, onChange, leaving.signal);
    return () => {
      leaving.abort();
      clearTimeout(soon);
    };
  }, [queryClient, isFollowing]);
}
