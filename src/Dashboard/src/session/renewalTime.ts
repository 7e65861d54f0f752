import type { TokenFacts } from './token';

/** By this computer's clock, in milliseconds since 1970. */
export interface Usage {
  /** When the token came to this browser; null: unknown. */
  receivedAt: number | null;
  /** When somebody last clicked, typed or scrolled here; null: not since the page was opened. */
  usedAt: number | null;
}

/**
 * Whether a token is to be renewed: half of its time is gone, and the page was used since it came. Who leaves is so signed out, after at most
 * one and a half lifetimes. Only times of one clock are compared: the server's may differ from this computer's.
 */
export function isRenewalDue(token: TokenFacts, { receivedAt, usedAt }: Usage, now: number): boolean {
  if (usedAt === null || receivedAt === null) {
    return usedAt !== null;
  }

  const age = now - receivedAt;
  const lifetime = token.expiresAt - token.issuedAt;
  return age > lifetime / 2 && age < lifetime && usedAt > receivedAt;
}
