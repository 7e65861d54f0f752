import { Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { percentOf, weightText, weightTyped, whole } from '@/lib/percent';
import classes from './RolloutEditor.module.css';

/** What a share can be made, in parts of 100 000. */
export interface Reach {
  least: number;
  most: number;
}

interface Props {
  label: string;
  weight: number;
  onChange: (weight: number) => void;
  reach?: Reach;
  readOnly: boolean;
  error?: string;
}

/**
 * A share as a number, to three decimals. What is typed either holds at once or is refused with the reason, and then what held
 * before the typing holds again: 150 leaves no 15 behind. Whoever leaves the field finds in it what holds.
 */
export function ShareField({ label, weight, onChange, reach = { least: 0, most: whole }, readOnly, error }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [before, setBefore] = useState(weight);
  const [left, setLeft] = useState<string | null>(null);
  const messageId = useId();
  const refusal = typed === null ? null : refusalOf(typed, reach);
  const isShown = typed !== null && (refusal !== null || weightTyped(typed) === weight);
  const message = refusal ?? error;
  const type = (text: string) => {
    const held = typed === null ? weight : before;
    const wanted = refusalOf(text, reach) === null ? (weightTyped(text) ?? held) : held;
    setTyped(text);
    setBefore(held);
    setLeft(null);
    if (wanted !== weight) {
      onChange(wanted);
    }
  };
  const settle = () => {
    setLeft(refusal !== null && typed !== null && typed.trim() !== '' ? `“${typed}” was not taken. ${refusal}` : null);
    setTyped(null);
  };
  return (
    <div className={classes.number}>
      <TextInput
        aria-label={`${label}, in percent`}
        aria-describedby={message === undefined && left === null ? undefined : messageId}
        inputMode="decimal"
        autoComplete="off"
        value={isShown ? typed : String(percentOf(weight))}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && settle()}
        rightSection="%"
        rightSectionPointerEvents="none"
        readOnly={readOnly}
        error={message !== undefined}
      />
      <Text id={messageId} role="status" size="xs" c={message === undefined ? 'dimmed' : 'var(--mantine-color-error)'}>
        {message ?? left}
      </Text>
    </div>
  );
}

/** Why this cannot be the share; null: it can. */
function refusalOf(text: string, { least, most }: Reach): string | null {
  const weight = weightTyped(text);
  if (weight === null) {
    return 'Write a number from 0 to 100, with at most 3 decimals.';
  }

  if (weight >= least && weight <= most) {
    return null;
  }

  return least === most
    ? `The other shares are locked; they leave ${weightText(most)}.`
    : `Other shares are locked; at most ${weightText(most)} is free.`;
}
