import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { isPast } from './days';

type Typed = Pick<FlagOverviewResponse, 'flag_type'>;
type Lasting = Pick<FlagOverviewResponse, 'purpose' | 'expires_on' | 'updated_at'>;

/** A flag in an environment, as far as the overview tells. */
export interface Serving {
  isOn: boolean;
  /** The share that a percentage flag turns on for where no rule matched; null: something else decides. */
  rollout: number | null;
  /** What decides before the default, such as "2 rules, 3 users"; empty: nothing does. */
  exceptions: string;
  /** What everybody else gets, such as "25 %" or "variant blue"; empty: the overview does not tell more than on or off. */
  rest: string;
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Never says "everybody" or "100 %" of what it cannot know: a default_serve that splits and prerequisites are not in the overview. */
export function servingOf(flag: Typed, here: FlagSummaryResponse): Serving {
  const rollout = here.serves === null ? here.rollout_percentage : null;
  const split = flag.flag_type === 'multivariate' ? 'by weights' : '';
  return {
    isOn: here.is_enabled && !here.is_archived,
    rollout,
    exceptions: [counted(here.rule_count, 'rule'), counted(here.target_count, 'user')].filter((part) => part !== '').join(', '),
    rest: here.serves !== null ? `serves ${here.serves}` : rollout !== null ? `${rollout} %` : split,
  };
}

/** In a line, for those who do not see the table: "on, 2 rules, else 25 %". */
export function describeServing(flag: Typed, here: FlagSummaryResponse | undefined): string {
  if (here === undefined) {
    return 'not here';
  }

  if (here.is_archived) {
    return 'archived';
  }

  const { isOn, exceptions, rest } = servingOf(flag, here);
  const waiting = exceptions === '' ? rest : rest === '' ? exceptions : `${exceptions}, else ${rest}`;
  const state = isOn ? 'on' : 'off';
  return waiting === '' ? state : isOn ? `${state}, ${waiting}` : `${state}; when on: ${waiting}`;
}

/** On, but by a share or by rules, so not alike for everybody. */
export function isPartly(here: FlagSummaryResponse): boolean {
  if (!here.is_enabled || here.is_archived) {
    return false;
  }

  const share = here.serves === null ? here.rollout_percentage : null;
  return here.rule_count > 0 || here.target_count > 0 || (share !== null && share > 0 && share < 100);
}

/** Past the day by which it should have gone. */
export function isExpired(flag: Pick<Lasting, 'expires_on'>, now = new Date()): boolean {
  return flag.expires_on !== null && isPast(flag.expires_on, now);
}

export const staleDays = 60;

/** Made to go again (a release or an experiment), and nobody has changed it anywhere for so long. */
export function isStale(flag: Lasting, now: number): boolean {
  return (
    (flag.purpose === 'release' || flag.purpose === 'experiment') && now - Date.parse(flag.updated_at) > staleDays * 86_400_000
  );
}
