import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './IntervalPlot.module.css';
import { diamond } from './intervalPaths';

/** What the parts of the plot are. */
export function IntervalLegend({ once, always, hasMargin }: { once: string; always: string | null; hasMargin: boolean }) {
  return (
    <Group gap="md">
      <Key text={once}>
        <rect className={classes.once} x={0} y={3} width={28} height={10} rx={2} />
      </Key>
      {always !== null && (
        <Key text={always}>
          <path className={classes.always} d="M1,8 H27 M1,2 V14 M27,2 V14" />
        </Key>
      )}
      <Key text="what was measured">
        <path className={classes.estimate} d={diamond(14, 8)} />
      </Key>
      {hasMargin && (
        <Key text="margin of a guardrail">
          <line className={classes.margin} x1={14} x2={14} y1={0} y2={16} />
        </Key>
      )}
    </Group>
  );
}

function Key({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap">
      <svg width={28} height={16} aria-hidden style={{ flex: 'none' }}>
        {children}
      </svg>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}
