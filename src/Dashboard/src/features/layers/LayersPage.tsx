import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { Layers } from './components/Layers';

const route = getRouteApi('/layers');

export function LayersPage() {
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  return (
    <>
      <PageHeader
        title="Layers"
        description="Experiments of one layer never share a user: each owns buckets of its own. Each environment has its own layers."
      >
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(key) => void navigate({ search: (now) => ({ ...now, env: key }) })}
        />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <Layers environment={environment} />}
    </>
  );
}
