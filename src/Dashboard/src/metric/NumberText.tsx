import { TextInput, type TextInputProps } from '@mantine/core';

interface Props extends Omit<TextInputProps, 'onChange' | 'value'> {
  value: string;
  onChange: (text: string) => void;
}

/** A number as it is typed; whether it can be one is for the server to say. */
export function NumberText({ onChange, ...props }: Props) {
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      maw={320}
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
