import { SimpleGrid } from '@mantine/core';
import type { ForecastWeek } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';
import { SeriesChart } from '@/charts/SeriesChart';

const percent = (value: number | null | undefined) => shareText(value, 0);
const fine = (value: number | null | undefined) => (value == null ? 'none can be found' : shareText(value, 1));

/** What each week brings. */
export function PlanCurve({ curve }: { curve: ForecastWeek[] }) {
  const at = ({ week, units }: ForecastWeek) => `Week ${week} (${countText(units)})`;
  const empty = 'Say how many new units come a day to see what each week brings.';
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <SeriesChart
        title="Power by week"
        description="The chance to have found the effect by then (units so far)"
        kind="line"
        axis="Week (units)"
        rows={curve.map((week) => ({ at: at(week), values: { power: week.power } }))}
        series={[{ key: 'power', label: 'power' }]}
        format={percent}
        formatAxis={percent}
        empty={empty}
        height={220}
      />
      <SeriesChart
        title="Smallest effect found by week"
        description="As a share of the control, by one look with the wanted power (units so far)"
        kind="line"
        axis="Week (units)"
        rows={curve.map((week) => ({ at: at(week), values: { mde: week.mde } }))}
        series={[{ key: 'mde', label: 'smallest effect' }]}
        format={fine}
        formatAxis={(value) => shareText(value, 1)}
        empty={empty}
        height={220}
      />
    </SimpleGrid>
  );
}
