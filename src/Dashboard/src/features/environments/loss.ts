/** @param detail such as: The environment "qa" has 12 flags and 1 segment, which would be deleted with it. */
export function lossOf(detail: string): string {
  return detail.match(/has (\d+ flags? and \d+ segments?)/)?.[1] ?? 'flags or segments';
}
