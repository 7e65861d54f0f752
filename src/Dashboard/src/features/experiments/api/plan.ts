import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { PlanExperiment } from '@/api/generated/api';

/** How many units and days it takes; saves nothing. */
export const planQuery = (question: PlanExperiment) =>
  queryOptions({
    queryKey: ['plans', question],
    queryFn: () => api.plans.plan(question),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
