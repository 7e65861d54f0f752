import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { isExpired, isPartly, isStale, staleDays } from '@/lib/flagState';

/** What the page's address says, all of it text that somebody may have typed. */
export interface FlagSearch {
  q?: string;
  tag?: string;
  type?: string;
  owner?: string;
  state?: string;
  /** The environment in which it has that state or, where none is asked for, simply is; absent: any. */
  env?: string;
  sort?: string;
}

export const states = [
  { value: 'on', label: 'On', hint: 'Switched on, for everybody or for some' },
  { value: 'off', label: 'Off', hint: 'Switched off' },
  { value: 'partly', label: 'Partly rolled out', hint: 'On for a share, by rules or prerequisites, or for single users' },
  { value: 'absent', label: 'Not here', hint: 'An environment does not have it' },
  { value: 'expired', label: 'Expired', hint: 'Should be gone by now' },
  { value: 'stale', label: 'Stale', hint: `A release or experiment that nobody changed for ${staleDays} days` },
] as const;

const statesHere: Record<string, (here: FlagSummaryResponse) => boolean> = {
  on: (here) => here.is_enabled && !here.is_archived,
  off: (here) => !here.is_enabled && !here.is_archived,
  partly: isPartly,
};

/** @param environments all there are, as a flag may be absent in some. */
function hasState(flag: FlagOverviewResponse, state: string, environments: readonly string[], now: number): boolean {
  const at = (key: string) => flag.environments.find((here) => here.environment_key === key);
  if (state === 'absent') {
    return environments.some((key) => at(key) === undefined);
  }

  if (state === 'expired' || state === 'stale') {
    const isPast = state === 'expired' ? isExpired(flag, new Date(now)) : isStale(flag, now);
    return isPast && environments.some((key) => at(key) !== undefined);
  }

  const test = statesHere[state];
  return test === undefined || flag.environments.some((here) => environments.includes(here.environment_key) && test(here));
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
  now: number,
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
        : hasState(flag, search.state, places, now)) &&
      words.every((word) => textOf(flag).includes(word)),
  );
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

type Order = (a: FlagOverviewResponse, b: FlagOverviewResponse) => number;

const byName: Order = (a, b) => byText(a.name, b.name);
const orders: Record<string, Order> = {
  name: byName,
  updated: (a, b) => (a.updated_at < b.updated_at ? -1 : a.updated_at > b.updated_at ? 1 : 0),
};

/** @param sort "name", "updated", or the same after "-" for the other direction; by name where it is neither. */
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
