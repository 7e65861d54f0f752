import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Props extends Omit<ModalProps, 'opened'> {
  /** What it began runs: it stays open, so that how that ends is told. */
  isBusy?: boolean;
}

/** A dialog that exists only while it is open. */
export function Dialog({ isBusy = false, onClose, ...props }: Props) {
  useReturnFocus();
  return <Modal opened centered {...props} onClose={isBusy ? () => undefined : onClose} />;
}

/** When it goes, the focus is again where it was when it came: Mantine's modals do so only where they stay and are closed. */
function useReturnFocus(): void {
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
