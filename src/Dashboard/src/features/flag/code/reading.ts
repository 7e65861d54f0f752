import type { FlagResponse, Variant } from '@/api/generated/api';
import { formatJson } from '@/lib/json';

/** How code reads a flag: the type that it asks for, and what it goes on with when there is no answer. */
export type Reading =
  | { type: 'boolean'; fallback: boolean }
  | { type: 'string'; fallback: string }
  /** fallback: as it is written. isMixed: some variants are written with a decimal point and some without. */
  | { type: 'integer' | 'double'; fallback: string; isMixed: boolean }
  /** The default is left to the reader: {}. */
  | { type: 'object' };

/** The default is what is served while the flag is off, so that nothing changes when the server is away. */
export function readingOf(flag: Pick<FlagResponse, 'value_type' | 'variants' | 'off_variant'>): Reading {
  const off = flag.variants.find((variant) => variant.key === flag.off_variant)?.value as unknown;
  switch (flag.value_type) {
    case 'boolean':
      return { type: 'boolean', fallback: off === true };
    case 'string':
      return { type: 'string', fallback: typeof off === 'string' ? off : '' };
    case 'number':
      return numberReading(flag.variants, off);
    default:
      return { type: 'object' };
  }
}

/** Several providers tell 1 from 1.0: docs/openfeature.md. */
function numberReading(variants: Variant[], off: unknown): Reading {
  const written = variants.map((variant) => formatJson(variant.value));
  const integers = written.filter((text) => /^-?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31).length;
  const isInteger = integers === written.length;
  const fallback = off === undefined ? '0' : formatJson(off);
  return {
    type: isInteger ? 'integer' : 'double',
    fallback: isInteger || /[.eE]/.test(fallback) ? fallback : `${fallback}.0`,
    isMixed: integers > 0 && !isInteger,
  };
}
