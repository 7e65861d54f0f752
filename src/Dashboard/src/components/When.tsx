import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';
import { exactTime, relativeTime } from '@/lib/time';

const minute = new Store(Date.now());
setInterval(() => minute.set(Date.now()), 30_000);

/** A time as people say it; exact on hover. */
export function When({ time }: { time: string }) {
  const now = useSyncExternalStore(minute.subscribe, minute.get);
  return (
    <Tooltip label={exactTime(time)}>
      <time dateTime={time}>{relativeTime(time, Math.max(now, Date.now() - 30_000))}</time>
    </Tooltip>
  );
}
