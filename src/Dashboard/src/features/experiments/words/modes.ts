import { shareText } from '@/charts/format';

export interface ModeWords {
  label: string;
  /** In a sentence or two, for who sets an experiment up. */
  text: string;
}

export const modes = {
  hybrid: {
    label: 'Hybrid (recommended)',
    text: 'Look whenever you like: a clear effect shows early. Once the plan is fulfilled one full look finds the smaller ones. Together they keep false alarms below what you accept.',
  },
  sequential: {
    label: 'Sequential',
    text: 'Look whenever you like, with no planned end. It needs more units than a plan does to find the same effect.',
  },
  fixed: {
    label: 'Fixed',
    text: 'One look, when the plan is fulfilled. Finds the most for its units, but there is no verdict before that, not even of a clear effect.',
  },
  bayesian: {
    label: 'Bayesian',
    text: 'Shows what is believed: the chance to win and what a wrong choice costs. It promises nothing about false alarms, so it never recommends to ship by itself.',
  },
} as const satisfies Record<string, ModeWords>;

export type Mode = keyof typeof modes;

export function modeWords(mode: string): ModeWords {
  return modes[mode as Mode] ?? { label: mode, text: '' };
}

export interface Peeking {
  isSafe: boolean;
  title: string;
  text: string;
}

/** Whether looking at results before the end, and acting on them, is safe, and why. */
export function peekingWords(engine: { mode: string; alpha: number; sequence_alpha: number; look_at: string | null }): Peeking {
  const alpha = shareText(engine.alpha, 1).replace('.0', '');
  const sequence = shareText(engine.sequence_alpha, 1).replace('.0', '');
  switch (engine.mode) {
    case 'hybrid':
      return {
        isSafe: true,
        title: 'Looking early is safe here',
        text: `The wide interval holds at every look at once: it spends ${sequence} of the ${alpha} of false alarms that are accepted, however often you look. The rest is spent in one look when the plan is fulfilled. So you may stop as soon as there is a verdict. The narrow interval and its p are for that one look: before it, they say “significant” too easily.`,
      };
    case 'sequential':
      return {
        isSafe: true,
        title: 'Looking early is safe here',
        text: `The wide interval holds at every look at once: however often you look, false alarms stay at ${alpha} at most. So you may stop as soon as there is a verdict. The narrow interval and its p hold for a single look only.`,
      };
    case 'fixed':
      return engine.look_at === null
        ? {
            isSafe: false,
            title: 'Do not decide before the plan is fulfilled',
            text: `This experiment is judged by one look. Who looks every day and stops at the first p below 0.05 is wrong in about one of four experiments without any effect. Until the plan is fulfilled there is no verdict; watch the health checks and guardrails.`,
          }
        : {
            isSafe: true,
            title: 'The one look has been taken',
            text: `The plan was fulfilled, and the verdict is of that look. Data that came later change the numbers but not the verdict.`,
          };
    case 'bayesian':
      return {
        isSafe: false,
        title: 'Looking early has a price here',
        text: 'Who stops as soon as the chance to win passes 95 % ships something without effect in about 4 of 10 such experiments. Let it run for full weeks, and weigh what a wrong choice would cost.',
      };
    default:
      return { isSafe: false, title: engine.mode, text: '' };
  }
}
