import { Tooltip } from '@mantine/core';
import { type FocusEvent, type ReactNode, type SyntheticEvent, useState } from 'react';

/** One tooltip for all that carries data-hint below it: in a long table a tooltip for each thing would cost too much. */
export function Hints({ children, className }: { children: ReactNode; className?: string }) {
  const [hinted, setHinted] = useState<HTMLElement | null>(null);
  const show = (event: SyntheticEvent) => setHinted((event.target as Element).closest<HTMLElement>('[data-hint]'));
  const hide = () => setHinted(null);
  const leave = (event: FocusEvent) => {
    if (event.target.closest('[data-hint]') === hinted) {
      hide();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for what stands in it
    <div
      className={className}
      onMouseOver={show}
      onFocus={show}
      onMouseLeave={hide}
      onBlur={leave}
      onScrollCapture={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {hinted !== null && (
        <Tooltip key={hinted.dataset.hint} opened target={hinted} label={hinted.dataset.hint} multiline maw={300} />
      )}
    </div>
  );
}
