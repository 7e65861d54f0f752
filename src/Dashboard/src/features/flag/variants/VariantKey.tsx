import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDraftView } from '../draft/context';
import { variantKeyFault, withVariantKey } from '../draft/variants';

/** Renames a variant wherever the flag names it: when the field is left, so that half a name never mixes two variants up. */
export function VariantKey({ variantKey, error }: { variantKey: string; error?: string }) {
  const { fields, edit, denied, keepUnreadable, unreadable } = useDraftView();
  const [typed, setTyped] = useState<string | null>(null);
  const fault = typed === null ? null : variantKeyFault(fields, variantKey, typed);
  const commit = () => {
    if (typed !== null && typed !== variantKey && fault === null) {
      const text = unreadable.get(variantKey);
      if (text !== undefined) {
        keepUnreadable(variantKey, null);
        keepUnreadable(typed, text);
      }
      edit((present) => withVariantKey(present, variantKey, typed));
    }
    if (fault === null) {
      setTyped(null);
    }
  };
  return (
    <TextInput
      label="Key"
      value={typed ?? variantKey}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      error={fault ?? error}
      readOnly={denied !== null}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
