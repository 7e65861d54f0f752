/** What styles must carry that are made while the page runs (Content-Security-Policy). */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
}
