/** Reads a stream of server-sent events piece by piece: whether a piece ends one that carries data. What it begins waits for its end. */
export function watchEvents(): (piece: string) => boolean {
  let begun = '';
  return (piece) => {
    const events = (begun + piece).split('\n\n');
    begun = events.pop() ?? '';
    return events.some((event) => /^data:/m.test(event));
  };
}
