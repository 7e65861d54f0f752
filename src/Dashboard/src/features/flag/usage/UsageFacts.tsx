import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FlagExposuresResponse } from '@/api/generated/api';
import { countText } from '@/charts/format';
import { When } from '@/components/When';
import { exactTime } from '@/lib/time';
import { sumOf } from './counts';

export function UsageFacts({ usage }: { usage: FlagExposuresResponse }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} component="dl" m={0}>
      {usage.last_evaluated_at !== null && (
        <Fact
          name="Last evaluated"
          value={<When time={usage.last_evaluated_at} />}
          note={`${exactTime(usage.last_evaluated_at)}, whatever the range below.`}
        />
      )}
      <Fact
        name="One by one"
        value={countText(sumOf(usage.totals, 'single'))}
        note="Code asked for this flag and no other, most likely to use it."
      />
      <Fact
        name="In bulk"
        value={countText(sumOf(usage.totals, 'bulk'))}
        note="All flags of the environment were asked for at once, whether or not the code uses this one."
      />
    </SimpleGrid>
  );
}

function Fact({ name, value, note }: { name: string; value: ReactNode; note: string }) {
  return (
    <Paper withBorder p="sm">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <dd style={{ margin: 0 }}>
        <Text size="lg" fw={600} className="numbers" component="div">
          {value}
        </Text>
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      </dd>
    </Paper>
  );
}
