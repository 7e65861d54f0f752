import type { ExperimentFields, ExperimentResponse, FlagResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { isSameJson } from '@/lib/json';
import { whole } from '@/lib/percent';
import { evenly } from '@/lib/rollout';

// In the order in which it is told of them.
const names = [
  ...(['name', 'hypothesis', 'description', 'flag_key'] as const),
  ...(['arms', 'control', 'traffic_percentage', 'when', 'salt', 'layer', 'holdout', 'dimensions'] as const),
  'metrics',
  ...(['mode', 'alpha', 'correction', 'planned_units', 'planned_end', 'multi_exposed', 'prior_sd'] as const),
] as const;

/** What people decide about an experiment. */
export type Draft = Pick<ExperimentResponse, (typeof names)[number]>;

export const newDraft: Draft = {
  name: '',
  hypothesis: '',
  description: '',
  flag_key: '',
  arms: [],
  control: '',
  traffic_percentage: 100,
  when: null,
  salt: null,
  layer: null,
  holdout: null,
  dimensions: [],
  metrics: [],
  mode: 'hybrid',
  alpha: 0.05,
  correction: 'holm',
  planned_units: null,
  planned_end: null,
  multi_exposed: 'exclude',
  prior_sd: null,
};

export function draftOf(experiment: ExperimentResponse): Draft {
  return Object.fromEntries(names.map((name) => [name, experiment[name]])) as unknown as Draft;
}

/** The fields that are not as they were. */
export function changedFields(base: Draft, draft: Draft): ExperimentFields {
  return Object.fromEntries(
    names.filter((name) => !isSameJson(base[name], draft[name])).map((name) => [name, draft[name]]),
  ) as ExperimentFields;
}

/** All variants of a flag in equal shares, compared with what it serves when it is off. */
export function proposedArms({
  variants,
  off_variant: control,
}: Pick<FlagResponse, 'variants' | 'off_variant'>): Pick<Draft, 'arms' | 'control'> {
  const weights = evenly(variants.length);
  return { arms: variants.map(({ key }, at) => ({ variant: key, weight: weights[at] ?? 0 })), control };
}

/** Parts of 100 000 that are missing (more than 0) or too many. */
export function missingWeight(arms: Draft['arms']): number {
  return whole - arms.reduce((sum, { weight }) => sum + weight, 0);
}

/** What the server would say when it is started, as far as it can be told here; by the fields' places. */
export function startProblems(
  draft: Draft,
  metrics: readonly Pick<MetricDefinitionResponse, 'key' | 'margin'>[],
): Record<string, string[]> {
  const missing = missingWeight(draft.arms);
  const found: [string, boolean, string][] = [
    ['name', draft.name.trim() === '', 'Give it a name.'],
    ['flag_key', draft.flag_key === '', 'Choose the flag that it runs on.'],
    ['arms', draft.arms.length < 2, 'Choose at least two variants to compare.'],
    ['arms', draft.arms.length >= 2 && missing !== 0, 'The weights must sum to 100 %.'],
    [
      'control',
      draft.arms.every(({ variant }) => variant !== draft.control),
      'Choose the arm that the others are compared with.',
    ],
    ['traffic_percentage', draft.traffic_percentage <= 0, 'It must be more than 0, or nobody takes part.'],
    ['metrics', draft.metrics.every(({ role }) => role !== 'goal'), 'Choose at least one goal: it decides.'],
    [
      'planned_units',
      draft.mode === 'fixed' && draft.planned_units === null && draft.planned_end === null,
      'A fixed plan needs a number of units or an end: it is judged then.',
    ],
    ...draft.arms.map(({ weight }, at): [string, boolean, string] => [
      `arms[${at}].weight`,
      weight === 0,
      'Its weight must be more than 0; leave it out if nobody is to get it.',
    ]),
    ...draft.metrics.map(({ metric, role, margin }, at): [string, boolean, string] => [
      `metrics[${at}].margin`,
      role === 'guardrail' && margin == null && metrics.find(({ key }) => key === metric)?.margin == null,
      'A guardrail needs a margin: which harm is tolerated.',
    ]),
  ];
  const problems: Record<string, string[]> = {};
  for (const [place, isWrong, message] of found) {
    if (isWrong) {
      problems[place] = [...(problems[place] ?? []), message];
    }
  }
  return problems;
}
