import type { Announcements } from '@dnd-kit/core';

/** What a screen reader says while a rule is moved. */
export function announcements(ids: readonly string[]): Announcements {
  const place = (id: string | number) => ids.indexOf(String(id)) + 1;
  return {
    onDragStart: ({ active }) => `Lifted rule ${place(active.id)} of ${ids.length}.`,
    onDragOver: ({ over }) => (over === null ? undefined : `Now at place ${place(over.id)} of ${ids.length}.`),
    onDragEnd: ({ over }) => (over === null ? 'Put back.' : `Put down at place ${place(over.id)} of ${ids.length}.`),
    onDragCancel: () => 'Put back.',
  };
}
