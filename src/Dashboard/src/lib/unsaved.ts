const unsaved = new Map<symbol, string>();

/** What is on the page and not saved; null: nothing. Such as "this flag". */
export function whatIsUnsaved(): string | null {
  return unsaved.values().next().value ?? null;
}

/** @returns what takes it back: it is saved or thrown away. */
export function noteUnsaved(what: string): () => void {
  const mark = Symbol(what);
  unsaved.set(mark, what);
  return () => void unsaved.delete(mark);
}
