import { useBlocker } from '@tanstack/react-router';
import { useEnvironments } from '@/api/environments';
import { confirm } from './confirm';

/**
 * Asks before unsaved changes are left, by a link, the browser's Back or by closing the page; other tabs of the same thing in the same
 * environment are not leaving. @param what such as "this flag".
 */
export function LeaveGuard({ isNeeded, what, environmentKey }: { isNeeded: boolean; what: string; environmentKey: string }) {
  const [first] = useEnvironments();
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
