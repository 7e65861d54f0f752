import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, LayerResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { ThingTabs } from '@/components/ThingTabs';
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
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: experiments = [] } = useQuery(experimentsQuery(environment.key));
  const forbidden = denyChange(useUser(), environment);
  const remove = useDeleteLayer(layer.key, environment.key);
  const buckets = (
    <>
      {layer.description !== '' && (
        <Text size="sm" mb="md" maw="75ch" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {layer.description}
        </Text>
      )}
      <Buckets layer={layer} />
    </>
  );
  const details = (
    <Stack gap="lg" maw={640}>
      <EditLayer layer={layer} environment={environment} forbidden={forbidden} />
      <DeleteThing
        what="layer"
        thing={layer}
        environment={environment}
        kept={keptBy(layer.key, experiments)}
        work={remove}
        list="/layers"
      />
    </Stack>
  );
  return (
    <ThingTabs
      what="layer"
      thing={layer}
      environment={environment}
      forbidden={forbidden}
      parts={[
        { value: 'buckets', label: 'Buckets', content: buckets },
        { value: 'details', label: 'Details', content: details },
      ]}
      tab={tab}
      onTab={(next) => void navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
    />
  );
}
