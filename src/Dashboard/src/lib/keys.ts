const longest = 100;

/** A key made of a name: "Checkout: new address form" is "checkout-new-address-form". Empty where the name has no letter that a key may hold. */
export function keyFrom(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, longest)
    .replace(/[-._]+$/, '');
}

/** What the server would say against a flag's or segment's key; null: nothing. */
export function keyFault(key: string): string | null {
  if (key === '') {
    return 'Give it a key: code asks for the flag by it.';
  }

  const foreign = key.match(/[^a-z0-9._-]/u)?.[0];
  if (foreign !== undefined) {
    return `A key holds a–z, 0–9, "-", "." and "_", but not ${foreign === ' ' ? 'spaces' : `"${foreign}"`}.`;
  }

  if (/^[._]/.test(key)) {
    return 'A key begins with a letter, a digit or "-".';
  }

  return key.length > longest ? `A key has at most ${longest} characters; this one has ${key.length}.` : null;
}
