/** Of what the server has, such as "ofrep/v1"; without a path the server's own, which ends in "/". The page's address tells where it is. */
export function addressOf(path = '.'): string {
  return new URL(path, document.baseURI).href;
}
