import { IconFlask } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ExperimentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { ExperimentLinks } from '@/components/ExperimentLinks';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { usersOf } from '../use';

interface Props {
  metric: MetricDefinitionResponse;
  query: UseQueryResult<ExperimentResponse[]>;
}

export function UsedBy({ metric, query }: Props) {
  if (query.data === undefined) {
    return query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <LoadingRows rows={3} />;
  }

  const users = usersOf(metric.key, query.data);
  return users.length === 0 ? (
    <EmptyState
      icon={<IconFlask size={28} />}
      title="No experiment measures with it"
      text="Choose it in an experiment as a goal, as secondary or as a guardrail."
    />
  ) : (
    <ExperimentLinks
      label={`Experiments that measure with ${metric.name}`}
      experiments={users}
      role={({ metrics }) => metrics.find((one) => one.metric === metric.key)?.role ?? ''}
    />
  );
}
