import { Alert, Stack, Tabs, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { EntityHistory } from '@/components/EntityHistory';
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
  const { tab = 'definition' } = route.useSearch();
  const navigate = route.useNavigate();
  const experiments = useQuery(experimentsQuery(environment.key));
  const known = experiments.data ?? [];
  const forbidden = denyChange(useUser(), environment);
  const lock = lockOf(metric.key, known);
  const remove = useDeleteMetric(metric.key, environment.key);
  return (
    <>
      {forbidden !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="You can look but not change">
          {forbidden}
        </Alert>
      )}
      {forbidden === null && lock !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="What it measures is locked">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {lock}
          </Text>
        </Alert>
      )}
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: (now) => ({ ...now, tab: next === 'definition' ? undefined : (next ?? undefined) }),
            replace: true,
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="experiments">
            Experiments{experiments.data !== undefined && ` (${usersOf(metric.key, known).length})`}
          </Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="definition">
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
        </Tabs.Panel>
        <Tabs.Panel value="experiments">{tab === 'experiments' && <UsedBy metric={metric} query={experiments} />}</Tabs.Panel>
        <Tabs.Panel value="history">
          {tab === 'history' && <EntityHistory environmentKey={environment.key} type="metric" entityKey={metric.key} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
