import { Autocomplete } from '@mantine/core';
import { now } from './conditions';
import { useEditing } from './context';

interface Props {
  value: string;
  onChange: (value: string) => void;
  withNow: boolean;
  error?: string;
  autoFocus: boolean;
}

/** A name of what the application sends along; the usual ones are proposed. */
export function AttributeInput({ value, onChange, withNow, error, autoFocus }: Props) {
  const { attributes, readOnly } = useEditing();
  return (
    <Autocomplete
      aria-label="Attribute"
      placeholder="Attribute"
      data={withNow ? [now, ...attributes] : attributes}
      value={value}
      onChange={onChange}
      error={error}
      readOnly={readOnly}
      autoFocus={autoFocus}
      autoCapitalize="off"
      autoComplete="off"
      spellCheck={false}
      comboboxProps={{ width: 220, position: 'bottom-start' }}
      renderOption={({ option }) => (option.value === now ? `${now}: the time of the evaluation` : option.value)}
      maxDropdownHeight={280}
    />
  );
}
