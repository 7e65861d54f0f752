import { Button, Pill, PillsInput, UnstyledButton } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { isSameJson } from '@/lib/json';
import classes from './ConditionEditor.module.css';
import { removeAt, replaceAt } from './conditions';
import { kindOf, otherReading, scalarInWords, scalarText, splitValues } from './values';

const shownAtFirst = 30;

interface Props {
  label: string;
  placeholder: string;
  values: unknown[];
  onChange: (values: unknown[]) => void;
  /** What somebody means who types this. */
  parse: (typed: string) => unknown;
  /** What is one value each in text that is typed or pasted. */
  split?: (text: string) => string[];
  description?: string;
  /** Whether numbers, true and false differ from texts here; then each value tells what it is and can be turned into the other. */
  withKinds?: boolean;
  readOnly: boolean;
  error?: string;
}

/** Many values: typed one by one, or pasted. */
export function PillValues({
  label,
  placeholder,
  values,
  onChange,
  parse,
  split = splitValues,
  description,
  withKinds = false,
  readOnly,
  error,
}: Props) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? values : values.slice(0, shownAtFirst);
  const add = (text: string) => {
    const known = new Set(values.map((value) => JSON.stringify(value)));
    const added = split(text)
      .map(parse)
      .filter((value) => {
        const written = JSON.stringify(value);
        return !known.has(written) && known.add(written);
      });
    setTyped('');
    if (added.length > 0) {
      onChange([...values, ...added]);
    }
  };
  const remove = (index: number) => {
    onChange(removeAt(values, index));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && typed.trim() !== '' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text');
    // The field would make a space of a line break.
    if (split(text).length > 1 || /[\r\n]/.test(text)) {
      event.preventDefault();
      add(typed + text);
    }
  };
  return (
    <PillsInput error={error} description={description}>
      <Pill.Group>
        {shown.map((value, index) => (
          <Pill
            key={JSON.stringify(value)}
            withRemoveButton={!readOnly}
            onRemove={() => remove(index)}
            removeButtonProps={{ 'aria-hidden': false, tabIndex: 0, 'aria-label': `Remove ${scalarInWords(value)}` }}
          >
            {scalarText(value) === '' ? '(empty text)' : scalarText(value)}
            {withKinds && (
              <Kind value={value} onChange={(other) => onChange(replaceAt(values, index, other))} readOnly={readOnly} />
            )}
          </Pill>
        ))}
        {values.length > shown.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
            Show all {values.length.toLocaleString('en')}
          </Button>
        )}
        {!readOnly && (
          <PillsInput.Field
            ref={field}
            aria-label={label}
            placeholder={placeholder}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => add(typed)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={100_000}
          />
        )}
      </Pill.Group>
    </PillsInput>
  );
}

/** Says of 5 and "5" which it is. */
function Kind({ value, onChange, readOnly }: { value: unknown; onChange: (other: unknown) => void; readOnly: boolean }) {
  const other = otherReading(value);
  const kind = kindOf(value);
  if (other === null) {
    return null;
  }

  return readOnly || isSameJson(other, value) ? (
    <span className={classes.kind}>{kind}</span>
  ) : (
    <UnstyledButton
      className={classes.kind}
      onClick={() => onChange(other)}
      title={`Make it a ${kindOf(other)}`}
      aria-label={`${scalarText(value)} is a ${kind}: make it a ${kindOf(other)}`}
    >
      {kind}
    </UnstyledButton>
  );
}
