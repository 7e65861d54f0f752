import type { FieldErrors } from '@/lib/fieldErrors';

export const steps = ['hypothesis', 'arms', 'metrics', 'plan', 'review'] as const;
export type Step = (typeof steps)[number];

export const stepNames: Record<Step, string> = {
  hypothesis: 'Hypothesis and flag',
  arms: 'Arms and who takes part',
  metrics: 'Metrics',
  plan: 'Plan',
  review: 'Review',
};

const fields: Record<Exclude<Step, 'review'>, readonly string[]> = {
  hypothesis: ['key', 'name', 'hypothesis', 'description', 'flag_key', 'environment_key'],
  arms: ['arms', 'control', 'traffic_percentage', 'when', 'salt', 'layer', 'holdout', 'dimensions'],
  metrics: ['metrics'],
  plan: ['mode', 'alpha', 'correction', 'planned_units', 'planned_end', 'multi_exposed', 'prior_sd'],
};

/** Where what stands at this place is decided; what has no place is told at the review. */
export function stepOf(place: string): Step {
  const field = place.replace(/[[.].*$/, '');
  return steps.find((step) => step !== 'review' && fields[step].includes(field)) ?? 'review';
}

export function stepNamed(name: string | undefined): Step {
  return steps.find((step) => step === name) ?? 'hypothesis';
}

export interface Problem {
  place: string;
  step: Step;
  message: string;
}

/** Every problem at its place, in the order of the steps. */
export function problemsOf(errors: FieldErrors): Problem[] {
  return Object.entries(errors)
    .flatMap(([place, messages]) => messages.map((message) => ({ place, step: stepOf(place), message })))
    .toSorted((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}
