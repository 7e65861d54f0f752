import { Alert, Stack, Tabs, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, LayerResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { EntityHistory } from '@/components/EntityHistory';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteLayer } from '../api/deleteLayer';
import { keptBy } from '../form';
import { Buckets } from './Buckets';
import { EditLayer } from './EditLayer';

const route = getRouteApi('/layers/$key');

interface Props {
  layer: LayerResponse;
  environment: EnvironmentResponse;
}

export function LayerView({ layer, environment }: Props) {
  const { tab = 'buckets' } = route.useSearch();
  const navigate = route.useNavigate();
  const experiments = useQuery(experimentsQuery(environment.key));
  const forbidden = denyChange(useUser(), environment);
  const remove = useDeleteLayer(layer.key, environment.key);
  return (
    <>
      {forbidden !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="You can look but not change">
          {forbidden}
        </Alert>
      )}
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: (now) => ({ ...now, tab: next === 'buckets' ? undefined : (next ?? undefined) }),
            replace: true,
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="buckets">Buckets</Tabs.Tab>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="buckets">
          {layer.description !== '' && (
            <Text size="sm" mb="md" maw="75ch" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {layer.description}
            </Text>
          )}
          <Buckets layer={layer} />
        </Tabs.Panel>
        <Tabs.Panel value="details">
          <Stack gap="lg" maw={640}>
            <EditLayer layer={layer} environment={environment} forbidden={forbidden} />
            <DeleteThing
              what="layer"
              thing={layer}
              environment={environment}
              kept={keptBy(layer.key, experiments.data ?? [])}
              work={remove}
              list="/layers"
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          {tab === 'history' && <EntityHistory environmentKey={environment.key} type="layer" entityKey={layer.key} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
