import { useEffect, useState } from 'react';

/** For a dialog that exists only while it is open: when it goes, the focus is again where it was when it came. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    },
    [before],
  );
}
