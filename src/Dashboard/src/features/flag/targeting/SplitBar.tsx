import type { Variant, VariantWeight } from '@/api/generated/api';
import { weightText, whole } from '@/lib/percent';
import { serveInWords } from '@/targeting/words';
import classes from './RolloutEditor.module.css';

// Dark enough for white text in both themes.
const colors = ['#4263eb', '#b8420b', '#087f5b', '#9c36b5', '#0b7285', '#c2255c', '#4a7a0a', '#c92a2a', '#7048e8', '#495057'];

/** The same for a variant everywhere on the page. */
export function colorOf(key: string, variants: readonly Variant[]): string {
  const place = Math.max(
    0,
    variants.findIndex((variant) => variant.key === key),
  );
  return colors[place % colors.length] ?? '';
}

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
