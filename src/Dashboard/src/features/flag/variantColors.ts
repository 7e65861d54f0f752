import { createContext } from 'react';
import type { Variant } from '@/api/generated/api';

// Dark enough for white text in both themes.
const colors = ['#4263eb', '#b8420b', '#087f5b', '#9c36b5', '#0b7285', '#c2255c', '#4a7a0a', '#c92a2a', '#7048e8', '#495057'];

/** The same for a variant everywhere on the page. */
export function colorOf(key: string, variants: readonly Pick<Variant, 'key'>[]): string {
  const place = Math.max(
    0,
    variants.findIndex((variant) => variant.key === key),
  );
  return colors[place % colors.length] ?? '';
}

/** The variants of the flag that is explained. */
export const ExplainedVariants = createContext<readonly Pick<Variant, 'key'>[]>([]);
