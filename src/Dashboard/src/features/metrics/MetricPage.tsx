import { IconRuler2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { KeyedPage } from '@/components/KeyedPage';
import { metricQuery } from './api/metric';
import { MetricView } from './components/MetricView';

const route = getRouteApi('/metrics/$key');

export function MetricPage() {
  const { key } = route.useParams();
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  const metric = useQuery({ ...metricQuery(key, environment?.key ?? ''), enabled: environment !== undefined });
  return (
    <KeyedPage
      list={{ to: '/metrics', label: 'Metrics' }}
      what="metric"
      icon={<IconRuler2 size={28} />}
      thingKey={key}
      env={env}
      onEnvironment={(next) => void navigate({ search: (now) => ({ ...now, env: next }) })}
      query={metric}
    >
      {(data, where) => <MetricView key={`${where.key}/${key}`} metric={data} environment={where} />}
    </KeyedPage>
  );
}
