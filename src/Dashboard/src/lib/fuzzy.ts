/** How well one word fits a text: the beginning of the text, of a word in it, anywhere, its letters in this order; null: not at all. */
function wordScore(word: string, text: string): number | null {
  if (text.startsWith(word)) {
    return text.length === word.length ? 100 : 80;
  }

  const at = text.indexOf(word);
  if (at > 0) {
    const starts = new RegExp(`(?:^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u');
    return starts.test(text) ? 60 : 40;
  }

  return gapScore(word, text);
}

function gapScore(word: string, text: string): number | null {
  let from = 0;
  let gaps = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) {
      return null;
    }

    gaps += from > 0 ? at - from : 0;
    from = at + letter.length;
  }

  return word.length < 2 ? null : Math.max(1, 20 - gaps);
}

/** The worst of its words counts, as all have to fit, each in the text where it fits best. @returns null: no match. */
export function fuzzyScore(query: string, texts: readonly string[]): number | null {
  let worst = 1_000;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const best = Math.max(...texts.map((text) => wordScore(word, text.toLowerCase()) ?? 0));
    if (best === 0) {
      return null;
    }

    worst = Math.min(worst, best);
  }

  return worst;
}

/** Those that match, best first, shorter ones before longer ones; without a query the first ones as they come. */
export function fuzzyFind<T>(query: string, items: readonly T[], textsOf: (item: T) => readonly string[], limit: number): T[] {
  if (query.trim() === '') {
    return items.slice(0, limit);
  }

  return items
    .map((item) => ({ item, score: fuzzyScore(query, textsOf(item)), length: textsOf(item)[0]?.length ?? 0 }))
    .filter((found): found is typeof found & { score: number } => found.score !== null)
    .sort((a, b) => b.score - a.score || a.length - b.length)
    .slice(0, limit)
    .map((found) => found.item);
}
