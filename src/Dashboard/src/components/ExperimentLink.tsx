import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';

export function ExperimentLink({
  experimentKey,
  children,
  ...props
}: AnchorProps & { experimentKey: string; children: ReactNode }) {
  return (
    <Anchor href={`#/experiments/${encodeURIComponent(experimentKey)}`} {...props}>
      {children}
    </Anchor>
  );
}
