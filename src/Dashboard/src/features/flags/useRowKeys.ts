import { type KeyboardEvent, type RefObject, useRef } from 'react';

const controls = 'a[href], button';

/** The arrow keys go from a control to the one above, below or beside it; Home and End, with Ctrl, to the first and last row. */
export function useRowKeys(scroller: RefObject<HTMLElement | null>, rowCount: number, scrollTo: (row: number) => void) {
  const aim = useRef<number | null>(null); // where a key leads while its row is not drawn yet
  return (event: KeyboardEvent) => {
    const cell = (event.target as Element).closest<HTMLTableCellElement>('tbody th, tbody td');
    const row = cell?.closest<HTMLTableRowElement>('tr[aria-rowindex]');
    if (!cell || !row || !scroller.current?.contains(row)) {
      return;
    }

    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const beside = [...row.querySelectorAll<HTMLElement>(controls)];
      const at = beside.indexOf(event.target as HTMLElement);
      beside[at + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
      event.preventDefault();
      return;
    }

    const index = Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')) - 2;
    const next = nextRow(event, aim.current ?? index, rowCount);
    if (next !== null) {
      event.preventDefault();
      scrollTo(next);
      const { cellIndex } = cell;
      aim.current = next;
      afterDrawing(() => {
        if (aim.current === next) {
          aim.current = null;
          focusIn(scroller.current, next, cellIndex);
        }
      });
    }
  };
}

function afterDrawing(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

function nextRow(event: KeyboardEvent, index: number, rowCount: number): number | null {
  const steps: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 8, PageUp: index - 8 };
  const ends: Record<string, number> = event.ctrlKey || event.metaKey ? { Home: 0, End: rowCount - 1 } : {};
  const next = steps[event.key] ?? ends[event.key];
  return next === undefined || event.altKey ? null : Math.min(Math.max(next, 0), rowCount - 1);
}

function focusIn(scroller: HTMLElement | null, index: number, cellIndex: number): void {
  const row = scroller?.querySelector<HTMLTableRowElement>(`tr[aria-rowindex="${index + 2}"]`);
  const control = row?.cells[cellIndex]?.querySelector<HTMLElement>(controls) ?? row?.querySelector<HTMLElement>(controls);
  control?.focus({ preventScroll: true });
}
