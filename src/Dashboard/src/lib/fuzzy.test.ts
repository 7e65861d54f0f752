import { describe, expect, it } from 'vitest';
import { fuzzyFind, fuzzyScore } from './fuzzy';

describe('Finding by a few letters', () => {
  const names = ['checkout-v2', 'new-checkout', 'checkout', 'recheckout', 'chart-kind-outer', 'dark-mode'];
  const found = (query: string) => fuzzyFind(query, names, (name) => [name], 10);

  it('puts what equals first, then what begins so, has a word that does, holds it, has its letters in order', () =>
    expect(found('checkout')).toEqual(['checkout', 'checkout-v2', 'new-checkout', 'recheckout']));

  it('takes letters with others between them', () => expect(found('drkmd')).toEqual(['dark-mode']));
  it('asks all words, in any order', () => expect(found('checkout new')).toEqual(['new-checkout']));
  it('does not mind case', () => expect(found('DARK')).toEqual(['dark-mode']));
  it('leaves all as they are where nothing is asked', () => expect(found(' ')).toEqual(names));
  it('takes signs of patterns for what they are', () => expect(found('.*(')).toEqual([]));
  it('looks into each text', () => expect(fuzzyScore('dark shop', ['dark-mode', 'The shop at night'])).not.toBeNull());
  it('gives up where a letter is missing', () => expect(fuzzyScore('xyz', ['dark-mode'])).toBeNull());
});
