import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { confirm } from '@/components/confirm';

/** Asks before a page with something unsaved is left, by a link, the browser's Back or by closing it; tabs of the page are not leaving. */
export function useLeaveGuard(isDirty: boolean, name: string): { allow: () => void } {
  const isAllowed = useRef(false);
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: isDirty,
    shouldBlockFn: async ({ current, next }) => {
      const isSamePage = current.pathname === next.pathname && envOf(current.search) === envOf(next.search);
      return !isAllowed.current && !isSamePage && !(await confirmLeaving(name));
    },
  });
  return {
    allow: () => {
      isAllowed.current = true;
    },
  };
}

function envOf(search: object): unknown {
  return (search as { env?: string }).env;
}

function confirmLeaving(name: string): Promise<boolean> {
  return confirm({
    title: 'Leave without saving?',
    text: `Your changes of ${name} are not saved, and are lost when you leave.`,
    action: 'Leave without saving',
    isDangerous: true,
  });
}
