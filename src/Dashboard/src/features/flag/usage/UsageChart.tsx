import { Group, Paper, SegmentedControl, Select, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { FlagExposuresResponse } from '@/api/generated/api';
import { LoadingRows } from '@/components/States';
import { rowsOf, type Way, ways } from './counts';
import { type RangeName, rangeOf, ranges } from './range';

// Large, and the other tabs of the flag need none of it.
const SeriesChart = lazy(() => import('@/charts/SeriesChart').then((file) => ({ default: file.SeriesChart })));

interface Props {
  usage: FlagExposuresResponse;
  way: Way;
  /** Another range has been asked for and is on its way. */
  isOld: boolean;
}

export function UsageChart({ usage, way, isOld }: Props) {
  const isHourly = usage.interval === 'hour';
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h5" mb="sm">
        Over time
      </Title>
      <Controls way={way} />
      <Suspense fallback={<LoadingRows rows={1} height={260} />}>
        <SeriesChart
          title="Evaluations by variant"
          description={`Per ${isHourly ? 'hour' : 'day'} (UTC), as far as servers saw them; the last ${isHourly ? 'hour' : 'day'} is not over.`}
          kind="bar"
          rows={rowsOf(usage, way)}
          series={usage.totals.map(({ variant }) => ({ key: variant }))}
          axis={isHourly ? 'Hour (UTC)' : 'Day (UTC)'}
          isLoading={isOld}
          empty="No such evaluation in this time. Choose a longer one, or look at all evaluations."
        />
      </Suspense>
    </Paper>
  );
}

/** What they choose stands in the page's address. */
function Controls({ way }: { way: Way }) {
  const search = useSearch({ from: '/flags/$key' });
  const navigate = useNavigate({ from: '/flags/$key' });
  const { name, interval, intervals } = rangeOf(search.range, search.by);
  const set = (change: { range?: string; by?: string; count?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <Group gap="sm" mb="md">
      <Select
        aria-label="Time"
        data={Object.entries(ranges).map(([value, { label }]) => ({ value, label }))}
        value={name}
        onChange={(range) => set({ range: (range as RangeName | null) ?? undefined })}
        allowDeselect={false}
        w={160}
      />
      <SegmentedControl
        aria-label="Interval"
        data={(['hour', 'day'] as const).map((value) => ({
          value,
          label: value === 'hour' ? 'By hour' : 'By day',
          disabled: !intervals.includes(value),
        }))}
        value={interval}
        onChange={(by) => set({ by })}
      />
      <SegmentedControl
        aria-label="Which evaluations"
        data={[...ways]}
        value={way}
        onChange={(count) => set({ count: count === 'all' ? undefined : count })}
      />
    </Group>
  );
}
