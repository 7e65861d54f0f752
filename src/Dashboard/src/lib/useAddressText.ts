import { useEffect, useRef, useState } from 'react';

/**
 * The text of a field that stands in the page's address, too. It runs ahead of the address, so that typing never waits, and follows it where
 * it changes by itself ("back", a link). @param write puts the text there, sooner or later; undefined: takes it away.
 */
export function useAddressText(
  inAddress = '',
  write: (text: string | undefined) => void,
): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(inAddress);
  const written = useRef<string[]>([]); // and not seen in the address yet

  useEffect(() => {
    const at = written.current.indexOf(inAddress);
    if (at === -1) {
      setText(inAddress);
    }
    written.current = at === -1 ? [] : written.current.slice(at + 1);
  }, [inAddress]);

  const type = (next: string) => {
    const trimmed = next.trim();
    setText(next);
    if (trimmed !== (written.current.at(-1) ?? inAddress)) {
      written.current.push(trimmed);
      write(trimmed || undefined);
    }
  };
  return [text, type];
}
