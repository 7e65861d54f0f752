import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { KeyedPage } from '@/components/KeyedPage';
import { layerQuery } from './api/layer';
import { LayerView } from './components/LayerView';

const route = getRouteApi('/layers/$key');

export function LayerPage() {
  const { key } = route.useParams();
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  const layer = useQuery({ ...layerQuery(key, environment?.key ?? ''), enabled: environment !== undefined });
  return (
    <KeyedPage
      list={{ to: '/layers', label: 'Layers' }}
      what="layer"
      icon={<IconStack2 size={28} />}
      thingKey={key}
      env={env}
      onEnvironment={(next) => void navigate({ search: (now) => ({ ...now, env: next }) })}
      query={layer}
    >
      {(data, where) => <LayerView key={`${where.key}/${key}`} layer={data} environment={where} />}
    </KeyedPage>
  );
}
