import { Group, NumberInput, Slider } from '@mantine/core';
import { weightOf } from '@/lib/percent';
import classes from './RolloutEditor.module.css';

interface Props {
  label: string;
  percent: number;
  /** @param weight In parts of 100 000. */
  onChange: (weight: number) => void;
  readOnly: boolean;
  color?: string;
  error?: string;
}

/** A share as a slider, and to three decimals as a number. */
export function ShareSlider({ label, percent, onChange, readOnly, color, error }: Props) {
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <Slider
        className={classes.slider}
        thumbLabel={label}
        value={percent}
        onChange={(value) => onChange(weightOf(value))}
        min={0}
        max={100}
        step={1}
        label={(value) => `${value}%`}
        color={color}
        disabled={readOnly}
      />
      <NumberInput
        className={classes.number}
        aria-label={`${label}, in percent`}
        value={percent}
        onChange={(value) => typeof value === 'number' && onChange(weightOf(value))}
        min={0}
        max={100}
        clampBehavior="strict"
        decimalScale={3}
        suffix="%"
        readOnly={readOnly}
        error={error}
      />
    </Group>
  );
}
