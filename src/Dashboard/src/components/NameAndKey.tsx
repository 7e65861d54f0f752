import { TextInput } from '@mantine/core';
import { keyFrom } from '@/lib/keyFrom';

export interface Named {
  name: string;
  /** Null: made of the name. */
  key: string | null;
}

/** @returns the key that was typed or, where none was, the one that the name makes. */
export function keyOf({ name, key }: Named, maxLength: number): string {
  return key ?? keyFrom(name, maxLength);
}

/** Of something new: the key follows the name until somebody writes it. */
export function NameAndKey({
  value,
  onChange,
  errors,
  maxLength,
  keyDescription,
}: {
  value: Named;
  onChange: (value: Named) => void;
  errors: Record<string, string[]>;
  /** Of the key. */
  maxLength: number;
  keyDescription: string;
}) {
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        error={errors.name?.join(' ')}
      />
      <TextInput
        label="Key"
        description={keyDescription}
        value={keyOf(value, maxLength)}
        onChange={(event) => onChange({ ...value, key: event.currentTarget.value || null })}
        error={errors.key?.join(' ')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}
