import type { Item, Part } from './diff';
import { diffLines } from './lineDiff';

/** How the items of a list are told from each other and shown. */
export interface ListRules<T> {
  key: (item: T) => string;
  title: (item: T, position: number) => string;
  /** What differs; undefined: it was not there, or is not any more. */
  parts: (old: T | undefined, next: T | undefined) => Part[];
  isOrdered?: boolean;
}

interface Place<T> {
  item: T;
  position: number;
}

export function listDiff<T>(old: readonly T[], next: readonly T[], rules: ListRules<T>): Item[] {
  const [before, after] = [places(old, rules), places(next, rules)];
  const moved = rules.isOrdered === true ? movedKeys([...before.keys()], [...after.keys()]) : new Set<string>();
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, place]) => gone(place, rules));
  const rest = [...after].map(([key, place]) => come(before.get(key), place, moved.has(key), rules));
  return [...removed, ...rest.filter((item) => item !== undefined)];
}

/** By key; where a key stands twice, the second is another. */
function places<T>(list: readonly T[], rules: ListRules<T>): Map<string, Place<T>> {
  const found = new Map<string, Place<T>>();
  list.forEach((item, at) => {
    let key = rules.key(item);
    while (found.has(key)) {
      key += '\u0000';
    }
    found.set(key, { item, position: at + 1 });
  });
  return found;
}

/** Those that do not stand among the others as before; as few as possible. */
function movedKeys(before: string[], after: string[]): Set<string> {
  const stayed = (keys: string[], others: string[]) => {
    const known = new Set(others);
    return keys.filter((key) => known.has(key));
  };
  const lines = diffLines(stayed(before, after), stayed(after, before));
  return new Set(lines.filter((line) => line.how === 'added').map((line) => line.text));
}

function gone<T>({ item, position }: Place<T>, rules: ListRules<T>): Item {
  return { how: 'removed', title: rules.title(item, position), parts: rules.parts(item, undefined) };
}

function come<T>(
  old: Place<T> | undefined,
  { item, position }: Place<T>,
  isMoved: boolean,
  rules: ListRules<T>,
): Item | undefined {
  const title = rules.title(item, position);
  const parts = rules.parts(old?.item, item);
  if (old === undefined) {
    return { how: 'added', title, parts };
  }
  if (parts.length === 0 && !isMoved) {
    return undefined;
  }
  return {
    how: parts.length === 0 ? 'moved' : 'changed',
    title,
    parts,
    ...(isMoved && { moved: { from: old.position, to: position } }),
  };
}
