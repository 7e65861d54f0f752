import type { EventFilter, EventSelection, MetricDefinitionFields, MetricDefinitionResponse } from '@/api/generated/api';
import { formatJson, isSameJson } from '@/lib/json';
import type { Calculation, MetricKind } from '@/lib/metricWords';

export interface FilterRow extends EventFilter {
  /** Of this row on the page alone. */
  id: number;
}

export interface Selection {
  event: string;
  aggregate: 'sum' | 'count';
  filters: FilterRow[];
}

/** A metric as it is written on the page: numbers as they are typed, and what another kind would need is kept while one looks around. */
export interface MetricForm {
  name: string;
  description: string;
  kind: MetricKind;
  events: Selection;
  denominator: Selection;
  quantile: string;
  direction: Calculation['direction'];
  windowKind: 'none' | 'conversion' | 'lookback';
  hours: string;
  delayHours: string;
  matureOnly: boolean;
  capBy: 'none' | 'percentile' | 'value';
  cap: string;
  ignoreZeros: boolean;
  cupedDays: string;
  /** In percent, as all shares that people write here. */
  minimumEffect: string;
  margin: string;
}

let rows = 0;

export function newFilter(): FilterRow {
  return { id: ++rows, attribute: '', operator: 'equals', values: [] };
}

const emptySelection: Selection = { event: '', aggregate: 'count', filters: [] };

export const emptyForm: MetricForm = {
  name: '',
  description: '',
  kind: 'proportion',
  events: emptySelection,
  denominator: emptySelection,
  quantile: '0.9',
  direction: 'increase',
  windowKind: 'none',
  hours: '72',
  delayHours: '0',
  matureOnly: false,
  capBy: 'none',
  cap: '0.999',
  ignoreZeros: false,
  cupedDays: '',
  minimumEffect: '',
  margin: '',
};

/** Which parts of the form the kind has; the server refuses the others. */
export function partsOfKind(kind: MetricKind) {
  const isShare = kind === 'proportion' || kind === 'retention';
  return {
    denominator: kind === 'ratio',
    quantile: kind === 'quantile',
    cap: !isShare && kind !== 'quantile',
    cuped: kind !== 'quantile' && kind !== 'retention',
    windows: kind === 'retention' ? (['conversion'] as const) : (['none', 'conversion', 'lookback'] as const),
  };
}

/** Another kind: retention asks for a window after a delay. */
export function withKind(form: MetricForm, kind: MetricKind): MetricForm {
  return kind === 'retention' && form.windowKind !== 'conversion'
    ? { ...form, kind, windowKind: 'conversion', hours: '24', delayHours: '168' }
    : { ...form, kind };
}

/** What the server gave as a number; it may be one that is kept as it was written. */
function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(Number(formatJson(value, 0)));
}

function percentTextOf(share: unknown): string {
  return share === null || share === undefined ? '' : String(Number((Number(formatJson(share, 0)) * 100).toPrecision(12)));
}

function selectionOf(selection: EventSelection | null): Selection {
  return selection === null
    ? emptySelection
    : {
        event: selection.event,
        aggregate: selection.aggregate ?? 'sum',
        filters: (selection.filters ?? []).map((filter) => ({ ...filter, id: ++rows })),
      };
}

export function formOf(metric: MetricDefinitionResponse): MetricForm {
  const { window, cap } = metric;
  return {
    name: metric.name,
    description: metric.description,
    kind: metric.kind,
    events: selectionOf(metric.events),
    denominator: selectionOf(metric.denominator),
    quantile: textOf(metric.quantile) || emptyForm.quantile,
    direction: metric.direction,
    windowKind: window.kind ?? 'none',
    hours: textOf(window.hours) || emptyForm.hours,
    delayHours: textOf(window.delay_hours ?? 0),
    matureOnly: window.mature_only ?? false,
    capBy: cap === null ? 'none' : cap.percentile != null ? 'percentile' : 'value',
    cap: cap === null ? emptyForm.cap : textOf(cap.percentile ?? cap.value),
    ignoreZeros: cap?.ignore_zeros ?? false,
    cupedDays: textOf(metric.cuped_days),
    minimumEffect: percentTextOf(metric.minimum_effect),
    margin: percentTextOf(metric.margin),
  };
}

/** null: nothing, or no number, is typed. */
function numberOf(text: string): number | null {
  const trimmed = text.trim();
  const number = Number(trimmed);
  return trimmed === '' || !Number.isFinite(number) ? null : number;
}

function shareOf(percentText: string): number | null {
  const percent = numberOf(percentText);
  return percent === null ? null : Number((percent / 100).toPrecision(12));
}

/** What is typed as a number and is none, by its place in the request: it would be taken for nothing. */
export function unreadable(form: MetricForm): Record<string, string[]> {
  const has = partsOfKind(form.kind);
  const typed: [place: string, text: string, isShown: boolean][] = [
    ['quantile', form.quantile, has.quantile],
    ['window.hours', form.hours, form.windowKind !== 'none'],
    ['window.delay_hours', form.delayHours, true],
    [`cap.${form.capBy}`, form.cap, has.cap && form.capBy !== 'none'],
    ['cuped_days', form.cupedDays, has.cuped],
    ['minimum_effect', form.minimumEffect, true],
    ['margin', form.margin, true],
  ];
  return Object.fromEntries(
    typed
      .filter(([, text, isShown]) => isShown && text.trim() !== '' && numberOf(text) === null)
      .map(([place]) => [place, ['must be a number, such as 2.5.']]),
  );
}

function eventsOf({ event, aggregate, filters }: Selection, kind: MetricKind): EventSelection {
  return {
    event: event.trim(),
    aggregate: kind === 'ratio' ? aggregate : 'sum',
    filters: filters.map(({ id: _, ...filter }) => ({ ...filter, attribute: filter.attribute.trim() })),
  };
}

/** What the form says of the numbers, without what its kind does not have. */
export function calculationOf(form: MetricForm): Calculation {
  const has = partsOfKind(form.kind);
  const isConversion = form.windowKind === 'conversion';
  return {
    kind: form.kind,
    events: eventsOf(form.events, form.kind),
    denominator: has.denominator ? eventsOf(form.denominator, form.kind) : null,
    quantile: has.quantile ? numberOf(form.quantile) : null,
    direction: form.direction,
    window: {
      kind: form.windowKind,
      hours: form.windowKind === 'none' ? null : numberOf(form.hours),
      delay_hours: numberOf(form.delayHours) ?? 0,
      mature_only: isConversion && form.matureOnly,
    },
    cap:
      !has.cap || form.capBy === 'none'
        ? null
        : {
            percentile: form.capBy === 'percentile' ? numberOf(form.cap) : null,
            value: form.capBy === 'value' ? numberOf(form.cap) : null,
            ignore_zeros: form.capBy === 'percentile' && form.ignoreZeros,
          },
    cuped_days: has.cuped ? numberOf(form.cupedDays) : null,
    minimum_effect: shareOf(form.minimumEffect),
    margin: shareOf(form.margin),
  };
}

export function fieldsOf(form: MetricForm): Calculation & { name: string; description: string } {
  return { name: form.name.trim(), description: form.description, ...calculationOf(form) };
}

/** For PUT: what differs. */
export function changedFields(metric: MetricDefinitionResponse, form: MetricForm): MetricDefinitionFields {
  const before = fieldsOf(formOf(metric));
  return Object.fromEntries(
    Object.entries(fieldsOf(form)).filter(([name, value]) => !isSameJson(value, before[name as keyof typeof before])),
  );
}
