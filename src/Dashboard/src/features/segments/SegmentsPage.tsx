import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { Segments } from './components/Segments';

const route = getRouteApi('/segments');

export function SegmentsPage() {
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  return (
    <>
      <PageHeader title="Segments" description="Groups of users that flags target by name. Each environment has its own.">
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(key) => void navigate({ search: (now) => ({ ...now, env: key }) })}
        />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <Segments environment={environment} />}
    </>
  );
}
