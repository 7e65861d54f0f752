import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { isPast } from './days';

type Typed = Pick<FlagOverviewResponse, 'flag_type'>;

/** A flag in an environment, as far as the overview tells. */
export interface Serving {
  isOn: boolean;
  /** The share that a percentage flag turns on for where no rule matched; null: something else decides. */
  rollout: number | null;
  /** What decides before the default, such as "1 prerequisite, 2 rules, 3 users"; empty: nothing does. */
  exceptions: string;
  /** What everybody else gets, such as "25 %" or "variant blue"; empty: the overview does not tell more than on or off. */
  rest: string;
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Null: not a percentage flag, or its default_serve holds instead. */
function shareOf(here: FlagSummaryResponse): number | null {
  return here.serves === null && !here.default_split ? here.rollout_percentage : null;
}

function restOf(flag: Typed, here: FlagSummaryResponse): string {
  if (here.serves !== null) {
    return `serves ${here.serves}`;
  }

  if (here.default_split) {
    return 'by a split of its own';
  }

  const share = shareOf(here);
  return share !== null ? `${share} %` : flag.flag_type === 'multivariate' ? 'by weights' : '';
}

export function servingOf(flag: Typed, here: FlagSummaryResponse): Serving {
  return {
    isOn: here.is_enabled && !here.is_archived,
    rollout: shareOf(here),
    exceptions: [
      counted(here.prerequisite_count, 'prerequisite'),
      counted(here.rule_count, 'rule'),
      counted(here.target_count, 'user'),
    ]
      .filter((part) => part !== '')
      .join(', '),
    rest: restOf(flag, here),
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

/** On, but by a share or a split, by rules or prerequisites, so not alike for everybody. */
export function isPartly(here: FlagSummaryResponse): boolean {
  if (!here.is_enabled || here.is_archived) {
    return false;
  }

  const share = shareOf(here);
  return (
    here.default_split ||
    here.prerequisite_count + here.rule_count + here.target_count > 0 ||
    (share !== null && share > 0 && share < 100)
  );
}

/** Past the day by which it should have gone. */
export function isExpired(flag: Pick<FlagOverviewResponse, 'expires_on'>, now = new Date()): boolean {
  return flag.expires_on !== null && isPast(flag.expires_on, now);
}
