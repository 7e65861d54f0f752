import { Alert, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { ThingTabs } from '@/components/ThingTabs';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteMetric } from '../api/deleteMetric';
import { keptBy, lockOf, usersOf } from '../use';
import { EditMetric } from './EditMetric';
import { UsedBy } from './UsedBy';

const route = getRouteApi('/metrics/$key');

interface Props {
  metric: MetricDefinitionResponse;
  environment: EnvironmentResponse;
}

export function MetricView({ metric, environment }: Props) {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const experiments = useQuery(experimentsQuery(environment.key));
  const known = experiments.data ?? [];
  const forbidden = denyChange(useUser(), environment);
  const lock = lockOf(metric.key, known);
  const remove = useDeleteMetric(metric.key, environment.key);
  const definition = (
    <Stack gap="lg">
      <EditMetric metric={metric} environment={environment} forbidden={forbidden} lock={lock} />
      <DeleteThing
        what="metric"
        thing={metric}
        environment={environment}
        kept={keptBy(metric.key, known)}
        work={remove}
        list="/metrics"
      />
    </Stack>
  );
  return (
    <>
      {forbidden === null && lock !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="What it measures is locked">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {lock}
          </Text>
        </Alert>
      )}
      <ThingTabs
        what="metric"
        thing={metric}
        environment={environment}
        forbidden={forbidden}
        parts={[
          { value: 'definition', label: 'Definition', content: definition },
          {
            value: 'experiments',
            label: `Experiments${experiments.data === undefined ? '' : ` (${usersOf(metric.key, known).length})`}`,
            content: <UsedBy metric={metric} query={experiments} />,
          },
        ]}
        tab={tab}
        onTab={(next) => void navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
      />
    </>
  );
}
