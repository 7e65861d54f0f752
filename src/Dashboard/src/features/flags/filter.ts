import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { isPartly } from '@/lib/flagState';
import { lastEvaluated, staleReasons, staleWords } from '@/lib/stale';

/** What the page's address says, all of it text that somebody may have typed. */
export interface FlagSearch {
  q?: string;
  tag?: string;
  type?: string;
  owner?: string;
  state?: string;
  /** "true": any reason why it may be ready to go; or one reason. */
  stale?: string;
  /** The environment in which it has that state or, where none is asked for, simply is; absent: any. */
  env?: string;
  sort?: string;
}

export const states = [
  { value: 'on', label: 'On', hint: 'Switched on, for everybody or for some' },
  { value: 'off', label: 'Off', hint: 'Switched off' },
  { value: 'partly', label: 'Partly rolled out', hint: 'On for a share, by rules or prerequisites, or for single users' },
  { value: 'absent', label: 'Not here', hint: 'An environment does not have it' },
] as const;

const anyReason = 'true';

/** Why a flag may be ready to go. */
export const staleFilters = [
  { value: anyReason, label: 'Stale, for any reason' },
  ...staleReasons.map((reason) => ({
    value: reason,
    label: staleWords(reason).short.replace(/^./, (first) => first.toUpperCase()),
  })),
];

const statesHere: Record<string, (here: FlagSummaryResponse) => boolean> = {
  on: (here) => here.is_enabled && !here.is_archived,
  off: (here) => !here.is_enabled && !here.is_archived,
  partly: isPartly,
};

/** @param environments all there are, as a flag may be absent in some. */
function hasState(flag: FlagOverviewResponse, state: string, environments: readonly string[]): boolean {
  const at = (key: string) => flag.environments.find((here) => here.environment_key === key);
  if (state === 'absent') {
    return environments.some((key) => at(key) === undefined);
  }

  const test = statesHere[state];
  return test === undefined || flag.environments.some((here) => environments.includes(here.environment_key) && test(here));
}

function isStale(flag: FlagOverviewResponse, filter: string, environments: readonly string[]): boolean {
  const reasons = flag.environments
    .filter((here) => environments.includes(here.environment_key))
    .flatMap((here) => here.stale_reasons);
  return filter === anyReason ? reasons.length > 0 : reasons.includes(filter);
}

/** Of each flag the text in which "q" is looked for; as long as the flags are the same, it is made once. */
const texts = new WeakMap<FlagOverviewResponse, string>();

function textOf(flag: FlagOverviewResponse): string {
  const text = texts.get(flag) ?? `${flag.key}\n${flag.name}\n${flag.description}`.toLowerCase();
  texts.set(flag, text);
  return text;
}

/** Every word of "q" stands somewhere in key, name or description. */
export function filterFlags(
  flags: readonly FlagOverviewResponse[],
  search: FlagSearch,
  environments: readonly string[],
): FlagOverviewResponse[] {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const places = search.env === undefined ? environments : environments.filter((key) => key === search.env);
  return flags.filter(
    (flag) =>
      (search.type === undefined || flag.flag_type === search.type) &&
      (search.tag === undefined || flag.tags.includes(search.tag)) &&
      (search.owner === undefined || flag.owner === search.owner) &&
      (search.state === undefined
        ? search.env === undefined || flag.environments.some((here) => here.environment_key === search.env)
        : hasState(flag, search.state, places)) &&
      (search.stale === undefined || isStale(flag, search.stale, places)) &&
      words.every((word) => textOf(flag).includes(word)),
  );
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

type Order = (a: FlagOverviewResponse, b: FlagOverviewResponse) => number;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const evaluated = (flag: FlagOverviewResponse) => Date.parse(lastEvaluated(flag) ?? '0000-01-01');
const byName: Order = (a, b) => byText(a.name, b.name);
const orders: Record<string, Order> = {
  name: byName,
  updated: (a, b) => compare(a.updated_at, b.updated_at),
  evaluated: (a, b) => evaluated(a) - evaluated(b),
};

/** @param sort "name", "updated", "evaluated", or the same after "-" for the other direction; by name where it is none of these. */
export function sortFlags(flags: readonly FlagOverviewResponse[], sort = 'name'): FlagOverviewResponse[] {
  const isReverse = sort.startsWith('-');
  const order = orders[isReverse ? sort.slice(1) : sort] ?? byName;
  const sorted = [...flags].sort((a, b) => order(a, b) || (a.key < b.key ? -1 : 1));
  return isReverse ? sorted.reverse() : sorted;
}

/** All values that flags have, for a filter to offer. */
export function choices(flags: readonly FlagOverviewResponse[]): { tags: string[]; owners: string[] } {
  const sorted = (values: Iterable<string>) => [...new Set(values)].sort(byText);
  return {
    tags: sorted(flags.flatMap((flag) => flag.tags)),
    owners: sorted(flags.flatMap((flag) => (flag.owner === null ? [] : [flag.owner]))),
  };
}
