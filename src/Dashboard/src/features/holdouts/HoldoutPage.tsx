import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { KeyedPage } from '@/components/KeyedPage';
import { holdoutQuery } from './api/holdout';
import { HoldoutView } from './components/HoldoutView';

const route = getRouteApi('/holdouts/$key');

export function HoldoutPage() {
  const { key } = route.useParams();
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  const holdout = useQuery({ ...holdoutQuery(key, environment?.key ?? ''), enabled: environment !== undefined });
  return (
    <KeyedPage
      list={{ to: '/holdouts', label: 'Holdouts' }}
      what="holdout"
      icon={<IconUserOff size={28} />}
      thingKey={key}
      env={env}
      onEnvironment={(next) => void navigate({ search: (now) => ({ ...now, env: next }) })}
      query={holdout}
    >
      {(data, where) => <HoldoutView key={`${where.key}/${key}`} holdout={data} environment={where} />}
    </KeyedPage>
  );
}
