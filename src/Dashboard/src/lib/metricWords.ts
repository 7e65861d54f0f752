import type { EventFilter, EventSelection, MetricCap, MetricDefinitionResponse, MetricWindow } from '@/api/generated/api';
import { operators } from '@/targeting/operators';
import { scalarInWords } from '@/targeting/values';

export type MetricKind = MetricDefinitionResponse['kind'];

/** What of a metric decides its numbers. */
export type Calculation = Pick<
  MetricDefinitionResponse,
  'kind' | 'events' | 'denominator' | 'quantile' | 'direction' | 'window' | 'cap' | 'cuped_days' | 'minimum_effect' | 'margin'
>;

export const kindWords: Record<MetricKind, { name: string; hint: string }> = {
  proportion: { name: 'Proportion', hint: 'The share of units that did it at least once, such as a conversion rate' },
  count: { name: 'Count', hint: 'How often a unit did it, such as orders per user' },
  sum: { name: 'Sum', hint: 'The values of a unit added up, such as revenue per user' },
  mean: { name: 'Mean of values', hint: 'The mean over all events, such as the value of an order' },
  ratio: { name: 'Ratio', hint: 'One sum or count over another, such as clicks per view' },
  quantile: {
    name: 'Quantile',
    hint: 'The unit that so many others are at or below, such as the 90th percentile of loading time',
  },
  retention: { name: 'Retention', hint: 'The share of units that came back after some time' },
};

/** The name of an event's own value in filters. */
export const ownValue = '$value';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** 72 is "3 days", 36 is "36 hours". */
export function hoursInWords(hours: number): string {
  const [count, unit] = hours % 24 === 0 && hours !== 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `${number.format(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** 0.999 is "99.9th", 0.5 "50th". */
function ordinal(share: number): string {
  const percent = number.format(Number((share * 100).toPrecision(12)));
  const isTeen = /1[123]$/.test(percent);
  const ending = /1$/.test(percent) ? 'st' : /2$/.test(percent) ? 'nd' : /3$/.test(percent) ? 'rd' : 'th';
  return `${percent}${isTeen || percent.includes('.') ? 'th' : ending}`;
}

function percent(share: number): string {
  return `${number.format(Number((share * 100).toPrecision(12)))}\u202f%`;
}

/** Such as: country is "DE". */
export function filterInWords({ attribute, operator, values: given }: EventFilter): string {
  const values: unknown[] = given ?? [];
  const { words, many } = operators[operator];
  const name = attribute === ownValue ? 'its value' : attribute || '…';
  return [name, values.length > 1 ? (many ?? words) : words, values.map(scalarInWords).join(', ')].filter(Boolean).join(' ');
}

/** Such as: “purchase” events where country is "DE" and its value is at least 10. @param one "event" instead of "events" */
export function eventsInWords({ event, filters = [] }: EventSelection, one = false): string {
  const which = filters.map(filterInWords).join(' and ');
  return `“${event.trim() || '…'}” event${one ? '' : 's'}${which === '' ? '' : ` where ${which}`}`;
}

/** When events count, as the end of a sentence. */
export function timeInWords({ kind = 'none', hours, delay_hours: delay = 0 }: MetricWindow): string {
  const length = hours ?? null;
  if (kind === 'conversion') {
    const end = length === null ? '…' : hoursInWords(delay + length);
    return delay === 0
      ? `within ${end} after its first exposure`
      : `from ${hoursInWords(delay)} to ${end} after its first exposure`;
  }

  const start = delay === 0 ? 'its first exposure' : `${hoursInWords(delay)} after its first exposure`;
  return kind === 'lookback'
    ? `in the last ${length === null ? '…' : hoursInWords(length)} of the run, but not before ${start}`
    : `from ${start} to the end of the run`;
}

/** As the history tells it: what is added up, too. */
export function selectionInWords(selection: EventSelection): string {
  return `${selection.aggregate === 'count' ? 'number of ' : ''}${eventsInWords(selection)}`;
}

/** As the history tells it. */
export function windowInWords(window: MetricWindow): string {
  return `${timeInWords(window)}${window.mature_only === true ? ', only units whose window is over' : ''}`;
}

function amountOf(events: EventSelection): string {
  return events.aggregate === 'count'
    ? `the number of ${eventsInWords(events)}`
    : `the values of ${eventsInWords(events)}, added up,`;
}

/** What will be counted, in one sentence. */
export function countedInWords(metric: Pick<Calculation, 'kind' | 'events' | 'denominator' | 'quantile' | 'window'>): string {
  const { kind, events, denominator, quantile, window } = metric;
  const when = timeInWords(window);
  switch (kind) {
    case 'proportion':
      return `The share of units that had at least one ${eventsInWords(events, true)} ${when}.`;
    case 'retention':
      return `The share of units that came back: that had at least one ${eventsInWords(events, true)} ${when}.`;
    case 'count':
      return `How many ${eventsInWords(events)} a unit had ${when}, on average over all units; units without any count as 0.`;
    case 'sum':
      return `The values of the ${eventsInWords(events)} that a unit had ${when}, added up, on average over all units; units without any count as 0.`;
    case 'mean':
      return `The mean value of all ${eventsInWords(events)} that the units of a variant had, each ${when}; events without a value are left out.`;
    case 'ratio':
      return `Over all units of a variant, ${amountOf(events)} divided by ${amountOf(denominator ?? { event: '' }).replace(/,$/, '')}, each ${when}.`;
    case 'quantile':
      return `The ${quantile === null ? '…' : ordinal(quantile)} percentile over units of the values of the ${eventsInWords(events)} that a unit had ${when}, added up.`;
  }
}

/** How the largest units are cut. */
export function capInWords({ percentile, value, ignore_zeros: ignoresZeros = false }: MetricCap): string {
  return value != null
    ? `Units above ${number.format(value)} count as ${number.format(value)}.`
    : `Units above the ${percentile == null ? '…' : ordinal(percentile)} percentile of all units${ignoresZeros ? ' that are not 0' : ''} count as much as it, so that a few cannot decide alone.`;
}

/** What else there is to say of it, a sentence each. */
export function detailsInWords({
  direction,
  window,
  cap,
  cuped_days: days,
  minimum_effect: effect,
  margin,
}: Calculation): string[] {
  return [
    direction === 'decrease' ? 'Less is better.' : 'More is better.',
    window.kind !== 'conversion'
      ? null
      : window.mature_only === true
        ? 'Units whose window is not over yet are left out.'
        : 'Units whose window is not over yet count with what they have had so far.',
    cap === null ? null : capInWords(cap),
    days === null
      ? null
      : `What units did in the ${days === 1 ? 'day' : `${days} days`} before their first exposure makes the result more precise (CUPED).`,
    effect === null ? null : `A change of ${percent(effect)} is worth finding; plans are made for it.`,
    margin === null ? null : `As a guardrail it may get worse by at most ${percent(margin)}.`,
  ].filter((sentence) => sentence !== null);
}
