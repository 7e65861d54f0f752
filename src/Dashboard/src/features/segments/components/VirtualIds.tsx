import { Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { IconAction } from '@/components/ActionButton';
import classes from './VirtualIds.module.css';

interface Props {
  ids: readonly string[];
  label: string;
  /** Undefined: they can only be read. */
  onRemove?: (id: string) => void;
}

/** A list of which only what is seen is on the page: it may hold a hundred thousand. */
export function VirtualIds({ ids, label, onRemove }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 34,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={label}>
      <ul className={classes.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const id = ids[row.index] ?? '';
          return (
            <li
              key={id}
              className={classes.row}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              aria-setsize={ids.length}
              aria-posinset={row.index + 1}
            >
              <Text size="sm" ff="monospace" truncate title={id}>
                {id}
              </Text>
              {onRemove !== undefined && (
                <IconAction label={`Remove ${id.slice(0, 80)}`} size="sm" onClick={() => onRemove(id)}>
                  <IconX size={14} aria-hidden />
                </IconAction>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
