import { TextInput } from '@mantine/core';

export interface Named {
  name: string;
  /** Null: made of the name. */
  key: string | null;
}

/** @returns the key that was typed or, where none was, the one that the name makes. */
export function keyOf({ name, key }: Named, keyFrom: (name: string) => string): string {
  return key ?? keyFrom(name);
}

/** Of something new: the key follows the name until somebody writes it. */
export function NameAndKey({
  value,
  onChange,
  errors,
  keyFrom,
  keyDescription,
}: {
  value: Named;
  onChange: (value: Named) => void;
  errors: Record<string, string[]>;
  keyFrom: (name: string) => string;
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
        value={keyOf(value, keyFrom)}
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
