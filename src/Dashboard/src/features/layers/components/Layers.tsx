import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { EnvironmentResponse } from '@/api/generated/api';
import { layersQuery } from '@/api/layers';
import { KeyedList } from '@/components/KeyedList';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { CreateLayerDialog } from './CreateLayerDialog';
import { LayersTable } from './LayersTable';

const route = getRouteApi('/layers');

/** Of one environment. */
export function Layers({ environment }: { environment: EnvironmentResponse }) {
  const { q, create } = route.useSearch();
  const navigate = route.useNavigate();
  const layers = useQuery(layersQuery(environment.key));
  const denied = denyChange(useUser(), environment);
  const search = (change: { q?: string; create?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <>
      <KeyedList
        what="layer"
        environment={environment}
        query={layers}
        q={q}
        onSearch={(next) => search({ q: next })}
        onCreate={() => search({ create: '1' })}
        textOf={({ key, name, description }) => `${key}\n${name}\n${description}`}
        icon={<IconStack2 size={28} />}
        purpose="Experiments may overlap, which is fine as long as what they change does not conflict. Where it does, put them into one layer: then nobody is in two of them."
      >
        {(found) => <LayersTable layers={found} />}
      </KeyedList>
      {create !== undefined && denied === null && (
        <CreateLayerDialog
          environment={environment}
          onClose={() => search({ create: undefined })}
          onCreated={(key) => void navigate({ to: '/layers/$key', params: { key }, search: { env: environment.key } })}
        />
      )}
    </>
  );
}
