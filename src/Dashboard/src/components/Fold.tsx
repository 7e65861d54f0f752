import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** Shows the first of many, and the others when asked, a few hundred at a time. @param what such as "lines". */
export function Fold<T>({
  items,
  first,
  what,
  children,
}: {
  items: readonly T[];
  first: number;
  what: string;
  children: (shown: readonly T[]) => ReactNode;
}) {
  const [count, setCount] = useState(first);
  // A button for one or two more would take as much room as they do.
  const shown = items.length <= count + 2 ? items : items.slice(0, count);
  const more = Math.min(items.length - shown.length, 200);
  const isAll = shown.length + more === items.length;
  return (
    <>
      {children(shown)}
      {(more > 0 || count > first) && (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
          onClick={() => setCount(more > 0 ? count + more : first)}
        >
          {more > 0 ? (isAll ? `Show all ${items.length} ${what}` : `Show ${more} more of ${items.length} ${what}`) : 'Show less'}
        </Button>
      )}
    </>
  );
}
