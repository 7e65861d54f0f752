import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

interface Props {
  /** Names the picture and its table. */
  title: string;
  /** What it shows, in a sentence. */
  description?: ReactNode;
  isLoading?: boolean;
  /** Why there is nothing to draw, in a sentence; undefined: there is. */
  empty?: string;
  height?: number;
  /** The picture, which says nothing to screen readers beyond its title. */
  picture: ReactNode;
  /** The same as text. */
  table: ReactNode;
}

/** Around every chart: what it shows, while it loads, why it is empty, and its numbers as a table. */
export function ChartFrame({ title, description, isLoading = false, empty, height = 260, picture, table }: Props) {
  const [isTable, setTable] = useState(false);
  const isReady = !isLoading && empty === undefined;
  return (
    <Stack gap="xs" component="section" aria-label={title} miw={0}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Title order={3} size="h6">
            {title}
          </Title>
          {description !== undefined && (
            <Text size="xs" c="dimmed" component="div">
              {description}
            </Text>
          )}
        </div>
        {isReady && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={isTable ? <IconChartLine size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? 'Show as chart' : 'Show as table'}
          </Button>
        )}
      </Group>
      {isLoading && <Skeleton height={height} role="status" aria-label={`Loading: ${title}`} />}
      {!isLoading && empty !== undefined && (
        <Text size="sm" c="dimmed" py="lg" ta="center">
          {empty}
        </Text>
      )}
      {isReady &&
        (isTable ? (
          table
        ) : (
          <div role="img" aria-label={`${title}. “Show as table” gives the numbers.`}>
            {picture}
          </div>
        ))}
    </Stack>
  );
}
