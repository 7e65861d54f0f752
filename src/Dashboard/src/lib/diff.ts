import type { Gap, Line } from './lineDiff';

/** A change of one field, ready to be read. */
export interface Part {
  name: string;
  diff: Diff;
}

/** value: texts, undefined where there is nothing. note: what the items alone do not say. */
export type Diff =
  | { kind: 'value'; old?: string; new?: string }
  | { kind: 'lines'; lines: (Line | Gap)[] }
  | { kind: 'items'; items: Item[]; note?: string };

/** What became of one item of a list. */
export interface Item {
  how: 'added' | 'removed' | 'changed' | 'moved';
  title: string;
  /** Where it stood and stands, from 1; only where order matters and it moved among those that stayed. */
  moved?: { from: number; to: number };
  parts: Part[];
}
