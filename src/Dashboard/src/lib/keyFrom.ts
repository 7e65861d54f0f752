/** A key made of a name: "Beta testers (EU)" becomes "beta-testers-eu". Empty where nothing of the name can stand in a key. */
export function keyFrom(name: string, maxLength: number): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');
}
