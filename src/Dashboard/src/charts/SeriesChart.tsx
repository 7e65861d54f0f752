import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChartFrame } from './ChartFrame';
import { compactText, countText } from './format';
import { SeriesTable } from './SeriesTable';
import { lookOf } from './seriesColors';

export interface Series {
  /** Under it the values stand in the rows; shown where there is no label. */
  key: string;
  label?: string;
}

export interface Row {
  /** Where it stands on the horizontal axis, as it is written there. */
  at: string;
  /** By the series' key; null or absent: unknown, which leaves a gap. */
  values: Record<string, number | null | undefined>;
}

interface Props {
  title: string;
  description?: ReactNode;
  /** bar: values that add up, such as counts, stacked. */
  kind: 'line' | 'bar';
  rows: Row[];
  series: Series[];
  /** What the first column of the table is called, such as "Hour (UTC)". */
  axis: string;
  /** Of values; by default counts. */
  format?: (value: number | null | undefined) => string;
  /** Of the vertical axis, where there is little room. */
  formatAxis?: (value: number) => string;
  isLoading?: boolean;
  /** What is said where there are no rows. */
  empty: string;
  height?: number;
}

/** Lines or stacked bars over time, with the same as a table. Only for pages that are loaded when they are opened: it is large. */
export function SeriesChart({
  title,
  description,
  kind,
  rows,
  series,
  axis,
  format = countText,
  formatAxis = compactText,
  isLoading,
  empty,
  height = 260,
}: Props) {
  const isDark = useComputedColorScheme() === 'dark';
  const looks = series.map((one, place) => ({
    // Recharts reads dots in names as a path.
    name: `s${place}`,
    label: one.label ?? one.key,
    color: lookOf(place, isDark).color,
    strokeDasharray: lookOf(place, isDark).dashes,
  }));
  const data = rows.map(({ at, values }) => ({
    at,
    ...Object.fromEntries(series.map(({ key }, place) => [`s${place}`, values[key] ?? null])),
  }));
  const shared = {
    h: height,
    data,
    dataKey: 'at',
    series: looks,
    valueFormatter: (value: number) => format(value),
    withLegend: series.length > 1,
    legendProps: { verticalAlign: 'bottom' as const },
    // Every tick is written: without a number its line says nothing.
    yAxisProps: { tickFormatter: formatAxis, width: 52, interval: 0 as const },
    xAxisProps: { minTickGap: 24 },
  };
  return (
    <ChartFrame
      title={title}
      description={description}
      isLoading={isLoading}
      empty={rows.length === 0 ? empty : undefined}
      height={height}
      picture={
        kind === 'line' ? (
          <LineChart
            {...shared}
            curveType="linear"
            connectNulls={false}
            withDots={rows.length <= 40}
            lineChartProps={{ accessibilityLayer: false }}
            lineProps={{ isAnimationActive: false }}
          />
        ) : (
          <BarChart
            {...shared}
            type="stacked"
            maxBarWidth={48}
            barChartProps={{ accessibilityLayer: false }}
            barProps={{ isAnimationActive: false }}
          />
        )
      }
      table={<SeriesTable title={title} axis={axis} rows={rows} series={series} format={format} />}
    />
  );
}
