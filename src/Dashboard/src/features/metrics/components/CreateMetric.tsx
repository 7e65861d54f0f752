import { getRouteApi } from '@tanstack/react-router';
import type { EnvironmentResponse } from '@/api/generated/api';
import { PageLink } from '@/components/links';
import { PageHeader } from '@/components/PageHeader';
import { NewMetric } from '@/metric/NewMetric';

const route = getRouteApi('/metrics');

export function CreateMetric({ environment }: { environment: EnvironmentResponse }) {
  const navigate = route.useNavigate();
  return (
    <>
      <PageLink to="/metrics" search={{ env: environment.key }} size="sm">
        Metrics
      </PageLink>
      <PageHeader title={`Create metric in ${environment.name}`} />
      <NewMetric
        environment={environment}
        onCreated={({ key }) => void navigate({ to: '/metrics/$key', params: { key }, search: { env: environment.key } })}
        onCancel={() => void navigate({ search: (now) => ({ ...now, create: undefined }) })}
      />
    </>
  );
}
