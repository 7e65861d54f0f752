import { type Page, pages } from '@/lib/pages';

export type Action = { do: 'search' | 'create' | 'help' } | { do: 'go'; to: Page['to'] };

export interface Shortcut {
  /** Pressed one after the other. */
  keys: readonly string[];
  label: string;
  action: Action;
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['/'], label: 'Search on this page', action: { do: 'search' } },
  {
    keys: ['c'],
    label: 'Create a flag, or what the page is about: a segment, metric, layer or holdout',
    action: { do: 'create' },
  },
  ...pages.map(({ to, label, key }) => ({ keys: ['g', key], label: `Go to ${label}`, action: { do: 'go' as const, to } })),
  { keys: ['?'], label: 'Show this list', action: { do: 'help' } },
];

/** @returns the shortcut; "more": keys that begin one; null: keys of none. */
export function matchShortcut(pressed: readonly string[]): Shortcut | 'more' | null {
  const fitting = shortcuts.filter(({ keys }) => pressed.every((key, index) => keys[index] === key));
  return fitting.find(({ keys }) => keys.length === pressed.length) ?? (fitting.length > 0 ? 'more' : null);
}

const buttons = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file', 'image']);

/** Keys that are pressed here are meant for what is written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }

  return (
    (target instanceof HTMLInputElement && !buttons.has(target.type)) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.closest('[contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"]') !== null
  );
}
