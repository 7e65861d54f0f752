import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Figure {
  label: string;
  value: ReactNode;
  /** Why it is unknown, or what it is of. */
  note?: ReactNode;
}

/** Some numbers at a glance. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: Math.min(6, figures.length) }} spacing="md" my={0}>
      {figures.map(({ label, value, note }) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" fw={600} className="numbers" m={0}>
            {value}
            {note !== undefined && (
              <Text size="xs" c="dimmed" fw={400} component="div">
                {note}
              </Text>
            )}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
