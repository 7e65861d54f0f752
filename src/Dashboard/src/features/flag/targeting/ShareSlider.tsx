import { Group, Slider } from '@mantine/core';
import { percentOf, weightOf } from '@/lib/percent';
import classes from './RolloutEditor.module.css';
import { type Reach, ShareField } from './ShareField';

interface Props {
  label: string;
  /** In parts of 100 000. */
  weight: number;
  onChange: (weight: number) => void;
  reach?: Reach;
  readOnly: boolean;
  color?: string;
  error?: string;
}

/** A share as a slider, and to three decimals as a number. */
export function ShareSlider({ label, weight, onChange, reach, readOnly, color, error }: Props) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Slider
        className={classes.slider}
        thumbLabel={label}
        value={percentOf(weight)}
        onChange={(value) => onChange(weightOf(value))}
        min={0}
        max={100}
        step={1}
        label={(value) => `${value}%`}
        color={color}
        disabled={readOnly}
      />
      <ShareField label={label} weight={weight} onChange={onChange} reach={reach} readOnly={readOnly} error={error} />
    </Group>
  );
}
