const tokenKey = 'featureflag.token';
const receivedKey = 'featureflag.token-received';

/** What another tab did: signed in or renewed, signed out, or was refused. */
export type Stored = { kind: 'in'; token: string } | { kind: 'out' } | { kind: 'expired' };

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise; // storage is forbidden: signed in until the page is closed
  }
}

function told(value: string | null): Stored {
  return value === null ? { kind: 'expired' } : value === '' ? { kind: 'out' } : { kind: 'in', token: value };
}

/** The access token in localStorage, which all tabs share. Why there: docs/adr/tokens-in-local-storage.md. */
export const tokenStorage = {
  read: (): string | null => attempt(() => localStorage.getItem(tokenKey) || null, null),

  receivedAt: (): number | null => attempt(() => Number(localStorage.getItem(receivedKey)) || null, null),

  keep: (token: string): void =>
    attempt(() => {
      localStorage.setItem(receivedKey, String(Date.now()));
      localStorage.setItem(tokenKey, token);
    }, undefined),

  /** Somebody signed out: an empty text, so that other tabs can tell it from a token that has expired. */
  signOut: (): void => attempt(() => localStorage.setItem(tokenKey, ''), undefined),

  drop: (): void => attempt(() => localStorage.removeItem(tokenKey), undefined),

  /** Calls back when another tab changes it. */
  onChange: (listener: (now: Stored) => void): void =>
    window.addEventListener('storage', (event) => {
      if (event.key === tokenKey || event.key === null) {
        listener(told(event.newValue));
      }
    }),
};
