/** What an access token tells about itself. It is not checked here: the server does, at every request. */
export interface TokenFacts {
  /** Whose it is. */
  subject: string;
  /** In milliseconds since 1970, by the server's clock. */
  issuedAt: number;
  expiresAt: number;
}

/** @returns null: it is none of our server's. */
export function readToken(token: string): TokenFacts | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sub, iat, exp } = JSON.parse(atob(payload)) as { sub?: unknown; iat?: unknown; exp?: unknown };
    return typeof sub === 'string' && typeof iat === 'number' && typeof exp === 'number'
      ? { subject: sub, issuedAt: iat * 1000, expiresAt: exp * 1000 }
      : null;
  } catch {
    return null;
  }
}
