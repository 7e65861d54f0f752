import { useSyncExternalStore } from 'react';
import { formatJson, parseJson } from '@/lib/json';
import { Store } from '@/lib/store';
import type { Context } from './context';

const key = 'featureflag.contexts';
const atMost = 8;

function kept(): Context[] {
  try {
    const found = parseJson(localStorage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found.filter(isContext) : [];
  } catch {
    return [];
  }
}

function isContext(value: unknown): value is Context {
  const context = value as Partial<Context> | null;
  return typeof context?.userId === 'string' && typeof context.attributes === 'object' && context.attributes !== null;
}

const contexts = new Store<Context[]>(kept());

function keep(next: Context[]): void {
  contexts.set(next);
  try {
    localStorage.setItem(key, formatJson(next, 0));
  } catch {
    // Storage is forbidden or full: remembered until the page is closed.
  }
}

/** Users that somebody tried flags with, the last one first; in this browser only. */
export const remembered = {
  /** In place of the one with the same id. */
  add: (context: Context) =>
    keep([context, ...contexts.get().filter((other) => other.userId !== context.userId)].slice(0, atMost)),
  clear: () => keep([]),
};

export function useRemembered(): Context[] {
  return useSyncExternalStore(contexts.subscribe, contexts.get);
}
