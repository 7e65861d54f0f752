export interface Line {
  how: 'same' | 'added' | 'removed';
  text: string;
}

/** Unchanged lines that are left out. */
export interface Gap {
  how: 'gap';
  count: number;
}

// Above that the table below would take too long; then everything between the common beginning and end is replaced.
const cellsAtMost = 1_000_000;

/** How one list of texts becomes another, with as few steps as possible. */
export function diffLines(old: readonly string[], next: readonly string[]): Line[] {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) {
    start++;
  }
  let end = 0;
  while (end < old.length - start && end < next.length - start && old[old.length - 1 - end] === next[next.length - 1 - end]) {
    end++;
  }

  const same = (texts: readonly string[]): Line[] => texts.map((text) => ({ how: 'same', text }));
  return [
    ...same(old.slice(0, start)),
    ...diffMiddle(old.slice(start, old.length - end), next.slice(start, next.length - end)),
    ...same(old.slice(old.length - end)),
  ];
}

function diffMiddle(old: readonly string[], next: readonly string[]): Line[] {
  const removed = (text: string): Line => ({ how: 'removed', text });
  const added = (text: string): Line => ({ how: 'added', text });
  if (old.length * next.length > cellsAtMost) {
    return [...old.map(removed), ...next.map(added)];
  }

  const longest = longestCommon(old, next);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    const [before, after] = [old[i], next[j]];
    if (before !== undefined && before === after) {
      lines.push({ how: 'same', text: before });
      i++;
      j++;
    } else if (before !== undefined && (after === undefined || (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) {
      lines.push(removed(before));
      i++;
    } else {
      lines.push(added(after ?? ''));
      j++;
    }
  }
  return lines;
}

/** [i][j]: the length of the longest common subsequence of what begins at i and at j. */
function longestCommon(old: readonly string[], next: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(next.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [table[i] as Uint32Array, table[i + 1] as Uint32Array];
    for (let j = next.length - 1; j >= 0; j--) {
      row[j] = old[i] === next[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** Leaves out unchanged lines that are further than `context` lines from a change. */
export function withGaps(lines: readonly Line[], context = 3): (Line | Gap)[] {
  const near = new Set<number>();
  lines.forEach((line, at) => {
    if (line.how !== 'same') {
      for (let i = at - context; i <= at + context; i++) {
        near.add(i);
      }
    }
  });

  const shown: (Line | Gap)[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near.has(at)) {
      shown.push(line);
    } else if (last?.how === 'gap') {
      last.count++;
    } else {
      shown.push({ how: 'gap', count: 1 });
    }
  });
  return shown;
}
