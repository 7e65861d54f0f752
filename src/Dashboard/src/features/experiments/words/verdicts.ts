import type { ExperimentResults, SplitHealth } from '@/api/generated/api';

/** How something is marked: by its picture and words first, by its colour only besides. */
export type Tone = 'good' | 'bad' | 'neutral' | 'warning';

export interface Words {
  label: string;
  /** A sentence. */
  text: string;
  tone: Tone;
}

const asItIs = (code: string): Words => ({ label: code, text: '', tone: 'neutral' });

const verdicts: Record<string, Words> = {
  better: { label: 'Better', text: 'The treatment is better than the control; this is unlikely to be chance.', tone: 'good' },
  worse: { label: 'Worse', text: 'The treatment is worse than the control; this is unlikely to be chance.', tone: 'bad' },
  flat: {
    label: 'No difference found',
    text: 'The plan is fulfilled and no difference was found. The interval shows how large one may still be; where the metric names a change worth finding, that is ruled out.',
    tone: 'neutral',
  },
  inconclusive: { label: 'Not decided', text: 'What is seen may still be chance.', tone: 'neutral' },
  withheld: { label: 'Withheld', text: 'No verdict is given.', tone: 'warning' },
};

/** Of one comparison. */
export function verdictWords(code: string): Words {
  return verdicts[code] ?? asItIs(code);
}

const guardrails: Record<string, Words> = {
  non_inferior: { label: 'Holds', text: 'The treatment is not worse by more than the margin.', tone: 'good' },
  harmed: { label: 'Harmed', text: 'The treatment makes it worse.', tone: 'bad' },
  inconclusive: { label: 'Not decided', text: 'It may still be worse by more than the margin.', tone: 'neutral' },
};

export function guardrailWords(code: string): Words {
  return guardrails[code] ?? asItIs(code);
}

/** @param variant what to ship, where that is what to do */
export function recommendationWords(code: string, variant: string | null): Words {
  switch (code) {
    case 'ship':
      return { label: variant === null ? 'Ship it' : `Ship ${variant}`, text: 'All that was asked for holds.', tone: 'good' };
    case 'rollback':
      return { label: 'Go back to the control', text: 'The treatment does harm.', tone: 'bad' };
    case 'keep_running':
      return { label: 'Keep it running', text: 'There is no answer yet.', tone: 'neutral' };
    case 'review':
      return {
        label: 'Look before you decide',
        text: 'The rules have no clear answer: read the reasons, and decide yourself.',
        tone: 'warning',
      };
    default:
      return asItIs(code);
  }
}

type Judged = Pick<ExperimentResults, 'decision'> & {
  health: { srm: Pick<SplitHealth, 'mismatch'> };
  metrics: readonly { role: string; comparisons: readonly { verdict: string }[] }[];
};

/** What a run recommends. "Review" has two grounds that ask for very different things, so they are told apart. */
export function decisionWords({ decision, health, metrics }: Judged): Words {
  if (health.srm.mismatch) {
    return {
      label: 'Withheld: the split is broken',
      text: 'Do not decide by these numbers: mend the cause and start a new run.',
      tone: 'bad',
    };
  }
  const goals = metrics.filter(({ role }) => role === 'goal').flatMap(({ comparisons }) => comparisons);
  if (decision.recommendation === 'review' && goals.length > 0 && goals.every(({ verdict }) => verdict === 'flat')) {
    return {
      label: 'No difference found',
      text: 'The numbers favour no variant: keep the control, or choose by what else matters, such as cost.',
      tone: 'neutral',
    };
  }
  return recommendationWords(decision.recommendation, decision.variant);
}

const statuses: Record<string, Words> = {
  draft: { label: 'Draft', text: 'Nobody takes part yet; everything can be changed.', tone: 'neutral' },
  running: { label: 'Running', text: 'Units are dealt to the arms and counted.', tone: 'neutral' },
  stopped: { label: 'Stopped', text: 'Nobody takes part any more; late events still count.', tone: 'neutral' },
  archived: { label: 'Archived', text: 'Stopped, and out of the way.', tone: 'neutral' },
};

export function statusWords(code: string): Words {
  return statuses[code] ?? asItIs(code);
}

const roles: Record<string, Words> = {
  goal: { label: 'Goal', text: 'Decides. Corrected for how many goals and treatments there are.', tone: 'neutral' },
  secondary: { label: 'Secondary', text: 'Informs, and decides nothing; not corrected.', tone: 'neutral' },
  guardrail: { label: 'Guardrail', text: 'Must not get worse by more than its margin.', tone: 'neutral' },
};

export function roleWords(code: string): Words {
  return roles[code] ?? asItIs(code);
}
