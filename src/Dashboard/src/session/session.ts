import { useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';

const key = 'featureflag.token';

/** "expired": somebody was signed in, and what they were doing is still on the page. */
export type SessionState = { kind: 'out' } | { kind: 'in'; token: string } | { kind: 'expired' };

function kept(): SessionState {
  try {
    const token = localStorage.getItem(key);
    return token === null ? { kind: 'out' } : { kind: 'in', token };
  } catch {
    return { kind: 'out' }; // storage is forbidden: signed in until the page is closed
  }
}

const state = new Store<SessionState>(kept());

function keep(token: string | null): void {
  try {
    token === null ? localStorage.removeItem(key) : localStorage.setItem(key, token);
  } catch {
    // As above.
  }
}

// Signing in or out in one tab does so in all of them.
window.addEventListener('storage', (event) => {
  if (event.key === key || event.key === null) {
    state.set(kept());
  }
});

/** The access token in localStorage: why there is docs/adr/tokens-in-local-storage.md. */
export const session = {
  token: (): string | null => {
    const now = state.get();
    return now.kind === 'in' ? now.token : null;
  },
  start: (token: string): void => {
    keep(token);
    state.set({ kind: 'in', token });
  },
  /** The server refused this token; a newer one stays. */
  expire: (token: string): void => {
    if (session.token() === token) {
      keep(null);
      state.set({ kind: 'expired' });
    }
  },
  end: (): void => {
    keep(null);
    state.set({ kind: 'out' });
  },
};

export function useSession(): SessionState {
  return useSyncExternalStore(state.subscribe, state.get);
}
