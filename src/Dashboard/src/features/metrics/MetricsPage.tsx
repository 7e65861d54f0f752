import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { CreateMetric } from './components/CreateMetric';
import { Metrics } from './components/Metrics';

const route = getRouteApi('/metrics');

export function MetricsPage() {
  const { env, create } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  if (create !== undefined && environment !== undefined) {
    return <CreateMetric environment={environment} />;
  }

  return (
    <>
      <PageHeader
        title="Metrics"
        description="What of your events counts when experiments compare variants. Each environment has its own."
      >
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(key) => void navigate({ search: (now) => ({ ...now, env: key }) })}
        />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <Metrics environment={environment} />}
    </>
  );
}
