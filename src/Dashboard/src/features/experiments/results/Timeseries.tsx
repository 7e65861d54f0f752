import { Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentResults, ResultsTimeseries } from '@/api/generated/api';
import { BandChart } from '@/charts/BandChart';
import { ChartFrame } from '@/charts/ChartFrame';
import { timeText } from '@/charts/format';
import { SeriesChart } from '@/charts/SeriesChart';
import { ErrorState, LoadingRows } from '@/components/States';
import { timeseriesQuery } from '../api/timeseries';
import { Section } from '../components/Section';
import type { ResultsPlace } from '../keys';
import { liftText } from './numbers';
import { TimeseriesTable } from './TimeseriesTable';

/** How a comparison came to be, day by day. */
export function Timeseries({ place, results }: { place: ResultsPlace; results: ExperimentResults }) {
  const treatments = results.variants.filter((variant) => !variant.is_control).map((variant) => variant.key);
  const [metric, setMetric] = useState(results.metrics[0]?.key ?? '');
  const [treatment, setTreatment] = useState(treatments[0] ?? '');
  const series = useQuery({ ...timeseriesQuery(place, metric, treatment), enabled: metric !== '' && treatment !== '' });
  return (
    <Section
      title="Over time"
      description={`${results.health.ok ? '' : 'The health checks failed: none of this can be trusted. '}All data up to each midnight (UTC). The wide band holds at every look at once.`}
    >
      <Group gap="sm">
        <Select
          label="Metric"
          data={results.metrics.map(({ key, name }) => ({ value: key, label: name }))}
          value={metric}
          onChange={(next) => setMetric(next ?? metric)}
          allowDeselect={false}
        />
        {treatments.length > 1 && (
          <Select
            label="Treatment"
            data={treatments}
            value={treatment}
            onChange={(next) => setTreatment(next ?? treatment)}
            allowDeselect={false}
          />
        )}
      </Group>
      {series.data !== undefined ? (
        <Charts series={series.data} />
      ) : series.isError ? (
        <ErrorState error={series.error} retry={() => void series.refetch()} />
      ) : (
        <LoadingRows rows={3} height={72} />
      )}
    </Section>
  );
}

function Charts({ series: { points, daily } }: { series: ResultsTimeseries }) {
  const isKnown = points.some((point) => point.lift !== null);
  const arms = daily[0]?.arms.map(({ variant }) => variant) ?? [];
  return (
    <Stack gap="lg">
      <ChartFrame
        title="Lift"
        description="Of the treatment over the control. Line: what was measured. Inner band: for one look. Wide band: at any number of looks; it may go beyond the picture in the first days."
        empty={isKnown ? undefined : 'No lift is known of any day yet.'}
        picture={
          <BandChart
            format={liftText}
            points={points.map((point) => ({
              at: point.as_of,
              value: point.lift,
              low: point.seq_rel_ci_low,
              high: point.seq_rel_ci_high,
              innerLow: point.rel_ci_low,
              innerHigh: point.rel_ci_high,
            }))}
          />
        }
        table={<TimeseriesTable points={points} />}
      />
      <SeriesChart
        title="New units per day"
        kind="bar"
        axis="Day (UTC)"
        rows={daily.map(({ day, arms: counts }) => ({
          at: timeText(day, 'day'),
          values: Object.fromEntries(counts.map(({ variant, units }) => [variant, units])),
        }))}
        series={arms.map((key) => ({ key }))}
        empty="No unit has taken part yet."
        height={200}
      />
    </Stack>
  );
}
