import type { ExperimentTrace, Explanation, HoldoutTrace, PrerequisiteTrace, RuleTrace, ServeTrace } from '@/api/generated/api';

/** passed: evaluation went on from there. decided: it ended there. skipped: it did not come that far. */
export type StepState = 'passed' | 'decided' | 'skipped';

export type Step = { state: StepState } & (
  | { kind: 'switch'; is: 'on' | 'off' | 'archived' }
  | { kind: 'prerequisite'; trace: PrerequisiteTrace }
  | { kind: 'holdout'; trace: HoldoutTrace }
  | { kind: 'target'; variant: string | null }
  | { kind: 'rule'; number: number; trace: RuleTrace }
  | { kind: 'experiment'; trace: ExperimentTrace }
  | { kind: 'default'; trace: ServeTrace }
);

/** The steps in the order in which evaluation takes them. */
export function stepsOf(trace: Explanation): Step[] {
  const unmet = trace.prerequisites.findIndex((prerequisite) => !prerequisite.met);
  const isOff = trace.decided_by === 'disabled' || trace.decided_by === 'archived';
  const { holdout, experiment } = trace;
  const steps: (Step & { decides: boolean })[] = [
    { kind: 'switch', is: trace.decided_by === 'archived' ? 'archived' : isOff ? 'off' : 'on', decides: isOff, state: 'passed' },
    ...trace.prerequisites.map((prerequisite, at) => ({
      kind: 'prerequisite' as const,
      trace: prerequisite,
      decides: trace.decided_by === 'prerequisite' && at === unmet,
      state: 'passed' as const,
    })),
    ...(holdout == null
      ? []
      : [{ kind: 'holdout' as const, trace: holdout, decides: trace.decided_by === 'holdout', state: 'passed' as const }]),
    { kind: 'target', variant: trace.target_variant ?? null, decides: trace.decided_by === 'target', state: 'passed' },
    ...trace.rules.map((rule, at) => ({
      kind: 'rule' as const,
      number: at + 1,
      trace: rule,
      decides: rule.decides,
      state: 'passed' as const,
    })),
  ];
  if (experiment != null) {
    steps.push({ kind: 'experiment', trace: experiment, decides: trace.decided_by === 'experiment', state: 'passed' });
  }
  if (trace.default != null) {
    steps.push({ kind: 'default', trace: trace.default, decides: trace.decided_by === 'default', state: 'passed' });
  }

  const last = steps.findIndex((step) => step.decides);
  return steps.map(({ decides, ...step }, at) => ({
    ...step,
    state: decides ? 'decided' : at < last || last < 0 ? 'passed' : 'skipped',
  }));
}
