import type { AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from './links';

export function ExperimentLink({
  experimentKey,
  children,
  ...props
}: AnchorProps & { experimentKey: string; children: ReactNode }) {
  return (
    <PageLink to="/experiments/$key" params={{ key: experimentKey }} {...props}>
      {children}
    </PageLink>
  );
}
