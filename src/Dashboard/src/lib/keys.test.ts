import { describe, expect, it } from 'vitest';
import { keyFault, keyFrom } from './keys';

describe('A key made of a name', () => {
  it.each([
    ['New checkout', 'new-checkout'],
    ['  Checkout: new address form! ', 'checkout-new-address-form'],
    ['Übergröße für Ärzte', 'ubergrosse-fur-arzte'],
    ['v2.1_beta', 'v2.1_beta'],
    ['...dots first', 'dots-first'],
    ['旗', ''],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
  ])('of %j is %j', (name, key) => expect(keyFrom(name)).toBe(key));

  it('is one that the server takes, however long the name is', () => {
    const key = keyFrom('a long name '.repeat(40));
    expect(key.length).toBeLessThanOrEqual(100);
    expect(keyFault(key)).toBeNull();
  });
});

describe('The rule for keys', () => {
  it.each(['a', '-a', 'new-checkout', 'v2.1_beta', 'x'.repeat(100)])('takes %j', (key) => expect(keyFault(key)).toBeNull());

  it.each(['', 'New', 'a b', '.a', '_a', 'é', 'x'.repeat(101)])('refuses %j with a reason', (key) =>
    expect(keyFault(key)).toMatch(/\.$/),
  );

  it('names what does not belong into a key', () => expect(keyFault('new_Checkout')).toContain('"C"'));
});
