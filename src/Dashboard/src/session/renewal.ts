import { useEffect } from 'react';
import type { TokenResponse } from '@/api/generated/api';
import { isRenewalDue } from './renewalTime';
import { session } from './session';
import { readToken } from './token';
import { tokenStorage } from './tokenStorage';

const checkEvery = 15_000;

/** Renewing this one gains nothing: the server refused, or the next one would end when it does. */
let last: string | null = null;

async function renewIfDue(usedAt: number | null): Promise<void> {
  const token = session.token();
  const facts = token === null ? null : readToken(token);
  if (token === null || facts === null || token === last) {
    return;
  }

  if (isRenewalDue(facts, { receivedAt: tokenStorage.receivedAt(), usedAt }, Date.now())) {
    await inOneTab(() => renew(token, facts.expiresAt));
  }
}

/** Browsers lock only on https and localhost; elsewhere two tabs may renew at once, which does no harm. */
async function inOneTab(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) {
    await work();
  } else {
    await navigator.locks.request('featureflag.renewal', { ifAvailable: true }, async (lock) => {
      if (lock !== null) {
        await work();
      }
    });
  }
}

/** Not by api.auth: a refusal there ends the session, but this token may still be good for a while. */
async function renew(token: string, expiresAt: number): Promise<void> {
  const kept = tokenStorage.read();
  if (kept !== null && kept !== token) {
    return; // another tab was faster, and its news is on the way
  }

  const response = await fetch('./auth/renew', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    cache: 'no-store',
  }).catch(() => null); // away: the next check tries again
  if (response?.ok === true) {
    const { access_token: next } = (await response.json()) as TokenResponse;
    if (session.token() === token) {
      session.start(next);
    }
    last = (readToken(next)?.expiresAt ?? 0) > expiresAt ? null : next;
  } else if (response?.status === 401) {
    last = token;
  }
}

/** Keeps somebody signed in as long as they use the page. */
export function useRenewal(): void {
  useEffect(() => {
    let usedAt: number | null = null;
    const note = () => {
      usedAt = Date.now();
    };
    const leaving = new AbortController();
    for (const event of ['pointerdown', 'keydown', 'wheel']) {
      window.addEventListener(event, note, { capture: true, passive: true, signal: leaving.signal });
    }
    const timer = setInterval(() => void renewIfDue(usedAt), checkEvery);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, []);
}
