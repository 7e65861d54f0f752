import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useEnvironments } from '@/api/environments';
import { noteUnsaved } from '@/lib/unsaved';
import { confirm } from './confirm';

/**
 * Asks before unsaved changes are left, by a link, the browser's Back, signing out or closing the page; other tabs of the same
 * thing in the same environment are not leaving. @param what such as "this flag".
 */
export function LeaveGuard({ isNeeded, what, environmentKey }: { isNeeded: boolean; what: string; environmentKey: string }) {
  const [first] = useEnvironments();
  useEffect(() => (isNeeded ? noteUnsaved(what) : undefined), [isNeeded, what]);
  useBlocker({
    disabled: !isNeeded,
    enableBeforeUnload: isNeeded,
    shouldBlockFn: async ({ current, next }) => {
      const { env = first?.key } = next.search as { env?: string };
      if (next.pathname === current.pathname && env === environmentKey) {
        return false;
      }

      return !(await confirm({
        title: 'Leave without saving?',
        text: `Your unsaved changes of ${what} would be lost.`,
        action: 'Leave',
        isDangerous: true,
      }));
    },
  });
  return null;
}
