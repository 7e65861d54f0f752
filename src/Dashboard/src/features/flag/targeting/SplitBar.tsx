import type { Variant, VariantWeight } from '@/api/generated/api';
import { weightText, whole } from '@/lib/percent';
import { serveInWords } from '@/targeting/words';
import { colorOf } from '../variantColors';
import classes from './RolloutEditor.module.css';

/** A rollout at a glance; wide parts bear their names. */
export function SplitBar({ parts, variants }: { parts: readonly VariantWeight[]; variants: Variant[] }) {
  return (
    <div className={classes.bar} role="img" aria-label={serveInWords({ rollout: [...parts] }, variants)}>
      {parts
        .filter(({ weight }) => weight > 0)
        .map(({ variant, weight }) => (
          <span
            key={variant}
            className={classes.part}
            style={{ flex: `${weight} 1 0`, background: colorOf(variant, variants) }}
            title={`${variant} ${weightText(weight)}`}
          >
            {weight >= whole * 0.15 && `${variant} ${weightText(weight)}`}
          </span>
        ))}
    </div>
  );
}
