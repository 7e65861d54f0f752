import { useState } from 'react';
import type { Variant } from '@/api/generated/api';
import { formatJson, isSameJson } from '@/lib/json';
import { useDraftView } from '../draft/context';
import type { Reading } from './values';

/** A value that is typed as text: what stands in the field, how it is changed, and why it is no value yet. */
export function useTypedValue(
  variant: Variant,
  read: (text: string) => Reading,
  onChange: (value: unknown) => void,
): [text: string, type: (text: string) => void, fault: string | undefined] {
  const { unreadable, keepUnreadable } = useDraftView();
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null);
  // One's own spelling stays while it says what the draft has; a value from elsewhere is shown as it is.
  const spelled = typed !== null && isSameJson(typed.value, variant.value) ? typed.text : formatJson(variant.value);
  const text = unreadable.get(variant.key) ?? spelled;
  const reading = read(text);
  const type = (next: string) => {
    const given = read(next);
    keepUnreadable(variant.key, 'fault' in given ? next : null);
    if ('value' in given) {
      setTyped({ text: next, value: given.value });
      if (!isSameJson(given.value, variant.value)) {
        onChange(given.value);
      }
    }
  };
  return [text, type, unreadable.has(variant.key) && 'fault' in reading ? reading.fault : undefined];
}
