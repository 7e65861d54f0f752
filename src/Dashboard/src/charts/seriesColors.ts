/** How one line or bar among several looks; told apart by its dashes or its place too, never by colour alone. */
export interface SeriesLook {
  /** Reaches a contrast of 3 on the page in its theme. */
  color: string;
  dashes: string | undefined;
}

const colors = [
  ['indigo.7', 'indigo.4'],
  ['orange.9', 'orange.4'],
  ['teal.9', 'teal.4'],
  ['grape.8', 'grape.4'],
  ['cyan.9', 'cyan.4'],
  ['pink.8', 'pink.4'],
  ['gray.7', 'gray.5'],
] as const;

const dashes = [undefined, '6 3', '2 3', '10 3 2 3', '8 2', '1 3', '4 2 1 2'];

/** @param place among the series, from 0 */
export function lookOf(place: number, isDark: boolean): SeriesLook {
  const [light, dark] = colors[place % colors.length] ?? colors[0];
  return { color: isDark ? dark : light, dashes: dashes[place % dashes.length] };
}

/** The same colour for what draws its own SVG. */
export function paintOf(place: number, isDark: boolean): string {
  return `var(--mantine-color-${lookOf(place, isDark).color.replace('.', '-')})`;
}
