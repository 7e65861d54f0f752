import type { FlagOverviewResponse } from '@/api/generated/api';

export type StaleReason = 'never_evaluated' | 'always_one_variant' | 'fully_rolled_out' | 'expired';

interface Words {
  /** On a badge. */
  short: string;
  /** What is the matter, as a sentence. */
  what: string;
  /** What to do about it, as a sentence. */
  advice: string;
}

const words: Record<StaleReason, Words> = {
  never_evaluated: {
    short: 'never evaluated',
    what: 'It is older than a week, and no server has ever evaluated it.',
    advice:
      'If no code asks for it any more, or none ever will, archive it. If your code evaluates it in its own process, that is not seen here: nothing needs to be done.',
  },
  always_one_variant: {
    short: 'one variant only',
    what: 'Everybody has had the same variant for 30 days.',
    advice: 'Remove the flag from the code, keeping what that variant does, then archive it.',
  },
  fully_rolled_out: {
    short: 'fully rolled out',
    what: 'Its settings have given everybody the same for 30 days.',
    advice: 'Remove the flag from the code, keeping what everybody gets, then archive it.',
  },
  expired: {
    short: 'expired',
    what: 'The day by which it should have gone is over.',
    advice: 'Remove it from the code and archive it, or give it another day in its settings.',
  },
};

export const staleReasons = Object.keys(words) as StaleReason[];

/** @param reason as the server names it; one that this dashboard does not know is told by its name. */
export function staleWords(reason: string): Words {
  return Object.hasOwn(words, reason)
    ? words[reason as StaleReason]
    : { short: reason.replaceAll('_', ' '), what: `The server calls it “${reason}”.`, advice: 'Look at its usage.' };
}

/** Each reason that a flag has anywhere, with the keys of the environments where it has it. */
export function staleAnywhere(flag: FlagOverviewResponse): { reason: string; environments: string[] }[] {
  const places = new Map<string, string[]>();
  for (const { environment_key: key, stale_reasons: reasons } of flag.environments) {
    for (const reason of reasons) {
      places.set(reason, [...(places.get(reason) ?? []), key]);
    }
  }
  return [...places].map(([reason, environments]) => ({ reason, environments }));
}

/** When any server evaluated it last, in any environment; null: never. */
export function lastEvaluated(flag: FlagOverviewResponse): string | null {
  const times = flag.environments.flatMap((here) => here.last_evaluated_at ?? []);
  return times.reduce<string | null>(
    (latest, time) => (latest === null || Date.parse(time) > Date.parse(latest) ? time : latest),
    null,
  );
}
