import type { ComparisonResult, MetricResult } from '@/api/generated/api';
import type { IntervalRow } from '@/charts/IntervalPlot';
import { diffRange, diffText, liftRange, liftText } from './numbers';

export interface Plot {
  /** lift: shares of the control's mean; diff: in the metric's unit, where a lift cannot be told. */
  unit: 'lift' | 'diff';
  rows: IntervalRow[];
  /** What a guardrail must not pass, in the plot's unit; null: nothing, or it cannot be told in it. */
  margin: number | null;
}

/** What of a metric is drawn; null: nothing is known that could be. */
export function plotOf(metric: Pick<MetricResult, 'kind' | 'direction' | 'comparisons'>): Plot | null {
  const known = metric.comparisons.filter((comparison) => comparison.absolute !== null);
  if (known.length === 0) {
    return null;
  }

  const unit = known.every(({ relative }) => typeof relative?.lift === 'number') ? 'lift' : 'diff';
  return {
    unit,
    rows: known.map((comparison) => (unit === 'lift' ? liftRow(comparison) : diffRow(comparison, metric.kind))),
    margin: unit === 'lift' ? marginOf(metric) : null,
  };
}

function marginOf({ direction, comparisons }: Pick<MetricResult, 'direction' | 'comparisons'>): number | null {
  const margin = comparisons.find(({ guardrail }) => guardrail !== null)?.guardrail?.margin;
  return margin === undefined ? null : direction === 'decrease' ? margin : -margin;
}

function liftRow({ treatment, relative, sequential }: ComparisonResult): IntervalRow {
  const always = sequential === null ? null : { low: sequential.rel_ci_low, high: sequential.rel_ci_high };
  return {
    key: treatment,
    label: treatment,
    estimate: relative?.lift,
    once: { low: relative?.ci_low, high: relative?.ci_high },
    always,
    text: sentence(
      treatment,
      liftText(relative?.lift),
      liftRange(relative?.ci_low, relative?.ci_high),
      always && liftRange(always.low, always.high),
    ),
  };
}

function diffRow({ treatment, absolute, sequential }: ComparisonResult, kind: string): IntervalRow {
  const always = sequential === null ? null : { low: sequential.ci_low, high: sequential.ci_high };
  return {
    key: treatment,
    label: treatment,
    estimate: absolute?.diff,
    once: { low: absolute?.ci_low, high: absolute?.ci_high },
    always,
    text: sentence(
      treatment,
      diffText(absolute?.diff, kind),
      diffRange(absolute?.ci_low, absolute?.ci_high, kind),
      always && diffRange(always.low, always.high, kind),
    ),
  };
}

function sentence(treatment: string, value: string, once: string, always: string | null): string {
  return `${treatment} ${value}; for one look ${once}${always === null ? '' : `; at any look ${always}`}.`;
}
