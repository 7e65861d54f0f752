import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { Holdouts } from './components/Holdouts';

const route = getRouteApi('/holdouts');

export function HoldoutsPage() {
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  return (
    <>
      <PageHeader
        title="Holdouts"
        description="A share of the users who keep what was before, so that what all changes together did can be measured. Each environment has its own holdouts."
      >
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(key) => void navigate({ search: (now) => ({ ...now, env: key }) })}
        />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <Holdouts environment={environment} />}
    </>
  );
}
