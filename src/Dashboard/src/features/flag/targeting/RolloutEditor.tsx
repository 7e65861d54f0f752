import { Group, Stack, Text } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Variant, VariantWeight } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt } from '@/lib/fieldErrors';
import { reachOf, withWeight } from '@/lib/rollout';
import { useDraftView } from '../draft/context';
import { colorOf } from '../variantColors';
import classes from './RolloutEditor.module.css';
import { ShareSlider } from './ShareSlider';
import { SplitBar } from './SplitBar';

interface Props {
  /** In bucket order. */
  parts: VariantWeight[];
  onChange: (parts: VariantWeight[]) => void;
  variants: Variant[];
  path: string;
  readOnly: boolean;
}

/** Shares that always sum to 100 %: changing one changes the others in proportion, except locked ones. */
export function RolloutEditor({ parts, onChange, variants, path, readOnly }: Props) {
  const { errors } = useDraftView();
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set());
  const weights = parts.map((part) => part.weight);
  const fixed = new Set([...parts.keys()].filter((i) => locked.has(parts[i]?.variant ?? '')));
  const change = useSteadyChange(weights, fixed);
  const apply = (changed: number[]) => onChange(parts.map((part, i) => ({ ...part, weight: changed[i] ?? 0 })));
  const toggle = (variant: string) =>
    setLocked((old) => (old.has(variant) ? new Set([...old].filter((key) => key !== variant)) : new Set([...old, variant])));
  return (
    <Stack gap="xs">
      <SplitBar parts={parts} variants={variants} />
      {parts.map(({ variant, weight }, index) => (
        <div key={variant}>
          <Group gap={6} wrap="nowrap">
            <span className={classes.swatch} style={{ background: colorOf(variant, variants) }} aria-hidden />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {variant}
            </Text>
            {parts.length > 2 && !readOnly && (
              <IconAction
                size="sm"
                label={locked.has(variant) ? `Unlock the share of ${variant}` : `Lock the share of ${variant}`}
                aria-pressed={locked.has(variant)}
                onClick={() => toggle(variant)}
              >
                {locked.has(variant) ? <IconLock size={14} aria-hidden /> : <IconLockOpen size={14} aria-hidden />}
              </IconAction>
            )}
          </Group>
          <ShareSlider
            label={`Share of ${variant}`}
            weight={weight}
            onChange={(value) => apply(change(index, value))}
            reach={reachOf(weights, index, fixed)}
            readOnly={readOnly || locked.has(variant)}
            color={colorOf(variant, variants)}
            error={errorAt(errors, `${path}[${index}].weight`) ?? errorAt(errors, `${path}[${index}].variant`)}
          />
        </div>
      ))}
      {errorAt(errors, path) !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)">
          {errorAt(errors, path)}
        </Text>
      )}
    </Stack>
  );
}

/** Changes of the same share in a row start from where the first began: dragging it to the end and back loses nothing of the others. */
function useSteadyChange(weights: number[], locked: ReadonlySet<number>) {
  const last = useRef<{ index: number; from: number[]; to: number[] } | null>(null);
  return (index: number, weight: number): number[] => {
    const before = last.current;
    const goesOn = before !== null && before.index === index && before.to.join() === weights.join();
    const from = goesOn ? before.from : weights;
    const to = withWeight(from, index, weight, locked);
    last.current = { index, from, to };
    return to;
  };
}
