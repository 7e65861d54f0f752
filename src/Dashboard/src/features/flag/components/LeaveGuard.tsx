import { useBlocker } from '@tanstack/react-router';
import { confirm } from '@/components/confirm';

/** Asks before unsaved changes are left; other tabs of the same flag and environment are not leaving. */
export function LeaveGuard({ isNeeded, environmentKey }: { isNeeded: boolean; environmentKey: string }) {
  useBlocker({
    disabled: !isNeeded,
    enableBeforeUnload: isNeeded,
    shouldBlockFn: async ({ current, next }) => {
      const env = 'env' in next.search ? next.search.env : undefined;
      if (next.pathname === current.pathname && (env ?? environmentKey) === environmentKey) {
        return false;
      }

      return !(await confirm({
        title: 'Leave without saving?',
        text: 'Your unsaved changes of this flag would be lost.',
        action: 'Leave',
        isDangerous: true,
      }));
    },
  });
  return null;
}
