import { IconLock } from '@tabler/icons-react';
import { useElementScrollRestoration } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { Hints } from '@/components/Hints';
import type { FlagActions, Place } from '../places';
import { useRowKeys } from '../useRowKeys';
import { FlagRow } from './FlagRow';
import classes from './FlagTable.module.css';
import { SortHead } from './SortHead';

interface Props {
  flags: FlagOverviewResponse[];
  places: Place[];
  actions: FlagActions;
  sort: string;
  onSort: (sort: string) => void;
}

const width = { flag: 280, environment: 160, time: 125 };
const height = { head: 40, row: 64 };

/** A real table of which only the rows in sight exist; screen readers are told how many there are. */
export function FlagTable({ flags, places, actions, sort, onSort }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const left = useElementScrollRestoration({ id: 'flags' });
  const rows = useVirtualizer({
    initialOffset: left?.scrollY,
    count: flags.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height.row,
    overscan: 8,
    scrollPaddingStart: height.head,
  });
  const onKeyDown = useRowKeys(scroller, flags.length, (row) => rows.scrollToIndex(row));
  const shown = rows.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const columns = places.length + 3;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go from one control in it to the next
    <div ref={scroller} className={classes.scroller} data-scroll-restoration-id="flags" onKeyDown={onKeyDown}>
      <Hints>
        <table
          className={classes.table}
          aria-label="Flags"
          aria-rowcount={flags.length + 1}
          style={{ minWidth: width.flag + width.environment * places.length + 2 * width.time }}
        >
          <colgroup>
            <col style={{ minWidth: width.flag }} />
            {places.map((place) => (
              <col key={place.environment.key} style={{ width: width.environment }} />
            ))}
            <col style={{ width: width.time }} />
            <col style={{ width: width.time }} />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <SortHead name="name" label="Flag" sort={sort} onSort={onSort} />
              {places.map(({ environment }) => (
                <th key={environment.key} scope="col" data-hint={environment.name}>
                  {environment.name}
                  {environment.is_protected && (
                    <IconLock size={13} role="img" aria-label=", protected" style={{ marginLeft: 5 }} />
                  )}
                </th>
              ))}
              <SortHead name="evaluated" label="Evaluated" isLatestFirst sort={sort} onSort={onSort} />
              <SortHead name="updated" label="Changed" isLatestFirst sort={sort} onSort={onSort} />
            </tr>
          </thead>
          <tbody>
            <Gap height={before} columns={columns} />
            {shown.map(({ index }) => {
              const flag = flags[index];
              return flag && <FlagRow key={flag.key} flag={flag} row={index + 2} places={places} actions={actions} />;
            })}
            <Gap height={after} columns={columns} />
          </tbody>
        </table>
      </Hints>
    </div>
  );
}

function Gap({ height, columns }: { height: number; columns: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden className={classes.gap}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
