import type { MetricDefinitionResponse, PlanExperiment } from '@/api/generated/api';
import type { Draft } from './draft';

/** What the planner is asked: what was typed, and what the draft says of arms, goals and traffic. */
export function planQuestion(
  typed: Partial<PlanExperiment>,
  draft: Pick<Draft, 'arms' | 'control' | 'metrics' | 'alpha' | 'traffic_percentage'>,
  goal: Pick<MetricDefinitionResponse, 'kind' | 'minimum_effect'> | undefined,
): PlanExperiment {
  const isShare = goal === undefined || goal.kind === 'proportion' || goal.kind === 'retention';
  const weights = draft.arms
    .toSorted((a, b) => Number(b.variant === draft.control) - Number(a.variant === draft.control))
    .map(({ weight }) => weight);
  const hasWeights = weights.length >= 2 && weights.every((weight) => weight > 0);
  return {
    ...(isShare ? { kind: 'proportion', baseline: 0.1 } : { kind: 'mean', baseline: 10, sd: 20 }),
    mde: goal?.minimum_effect ?? 0.05,
    power: 0.8,
    daily_units: 1_000,
    ...typed,
    alpha: draft.alpha,
    arms: Math.max(2, draft.arms.length),
    weights: hasWeights ? weights : null,
    goals: Math.max(1, draft.metrics.filter(({ role }) => role === 'goal').length),
    traffic_percentage: draft.traffic_percentage > 0 ? draft.traffic_percentage : 100,
  };
}
