/** As one word of a POSIX shell, whatever it holds. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The command that asks how a flag evaluates. @param base where the server is, ending in "/" */
export function evaluateCommand(base: string, flagKey: string, environmentKey: string, userId: string): string {
  const url = new URL(`evaluate/${encodeURIComponent(flagKey)}`, base);
  url.search = String(new URLSearchParams({ environment_key: environmentKey, user_id: userId }));
  return `curl ${shellWord(url.href)}`;
}
