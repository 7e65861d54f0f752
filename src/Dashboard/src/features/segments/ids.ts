/** Of both lists of a segment together; the server has the same limit. */
export const maxIds = 100_000;

const maxLength = 512;

/** What a pasted text holds: one id per line, without the spaces around it. */
export interface PastedIds {
  /** Each once, in the order in which they came. */
  ids: string[];
  /** How many lines said again what stood above. */
  repeated: number;
  /** Lines that can be no id: too long, or with characters that cannot be kept. */
  unusable: string[];
}

export function parseIds(text: string): PastedIds {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const unusable = lines.filter((line) => !isId(line));
  const ids = new Set(lines.filter(isId));
  return { ids: [...ids], repeated: lines.length - unusable.length - ids.size, unusable };
}

function isId(text: string): boolean {
  return text.length <= maxLength && !text.includes('\0') && text.isWellFormed();
}

/** @returns the list with those that it lacked at its end, and how many it had already. */
export function addIds(list: readonly string[], ids: readonly string[]): { list: string[]; present: number } {
  const known = new Set(list);
  const added = ids.filter((id) => !known.has(id));
  return { list: [...list, ...added], present: ids.length - added.length };
}

export function without(list: readonly string[], ids: Iterable<string>): string[] {
  const gone = new Set(ids);
  return list.filter((id) => !gone.has(id));
}

/** Those of `list` that `other` has too. */
export function inBoth(list: readonly string[], other: readonly string[]): string[] {
  const known = new Set(other);
  return list.filter((id) => known.has(id));
}

/** Lists of ids are sets: their order says nothing. */
export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && inBoth(a, b).length === a.length);
}

export function matching(list: readonly string[], sought: string): readonly string[] {
  const text = sought.trim().toLowerCase();
  return text === '' ? list : list.filter((id) => id.toLowerCase().includes(text));
}

const count = new Intl.NumberFormat('en');

/** What came of adding, in sentences. */
export function reportOf(pasted: PastedIds, present: number, name: string): string {
  const added = pasted.ids.length - present;
  const parts = [
    `${count.format(added)} added to ${name}.`,
    present > 0 && `${count.format(present)} stood there already.`,
    pasted.repeated > 0 && `${count.format(pasted.repeated)} came more than once in what you pasted.`,
    pasted.unusable.length > 0 &&
      `${count.format(pasted.unusable.length)} cannot be an id (over ${maxLength} characters, or broken text), such as “${pasted.unusable[0]?.slice(0, 40)}”.`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}
