import { useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';
import { whatIsUnsaved } from '@/lib/unsaved';
import { readToken } from './token';
import { tokenStorage } from './tokenStorage';

/** "expired": somebody was signed in, and what they were doing is still on the page. */
export type SessionState = { kind: 'out' } | { kind: 'in'; token: string } | { kind: 'expired'; subject: string | null };

const kept = tokenStorage.read();
const state = new Store<SessionState>(kept === null ? { kind: 'out' } : { kind: 'in', token: kept });

function subject(now: SessionState): string | null {
  return now.kind === 'in' ? (readToken(now.token)?.subject ?? null) : now.kind === 'expired' ? now.subject : null;
}

/** Follows a sign-in. Of another person than the one whose page this is: nothing of theirs may stay, so the page is loaded anew. */
function enter(token: string): void {
  const next: SessionState = { kind: 'in', token };
  const before = state.get();
  if (before.kind === 'out' || subject(before) === subject(next)) {
    state.set(next);
    return;
  }

  state.set({ kind: 'out' }); // takes the pages away, and with them their question whether to leave
  setTimeout(() => location.reload());
}

// Signing in or out in one tab does so in all of them.
tokenStorage.onChange((now) => {
  if (now.kind === 'in') {
    enter(now.token);
  } else if (now.kind === 'out' && whatIsUnsaved() === null) {
    state.set({ kind: 'out' });
  } else if (state.get().kind === 'in') {
    state.set({ kind: 'expired', subject: subject(state.get()) });
  }
});

export const session = {
  token: (): string | null => {
    const now = state.get();
    return now.kind === 'in' ? now.token : null;
  },
  /** With a token that was just given. */
  start: (token: string): void => {
    tokenStorage.keep(token);
    enter(token);
  },
  /** The server refused this token; a newer one stays. */
  expire: (token: string): void => {
    if (session.token() === token) {
      tokenStorage.drop();
      state.set({ kind: 'expired', subject: subject(state.get()) });
    }
  },
  end: (): void => {
    tokenStorage.signOut();
    state.set({ kind: 'out' });
  },
};

export function useSession(): SessionState {
  return useSyncExternalStore(state.subscribe, state.get);
}
