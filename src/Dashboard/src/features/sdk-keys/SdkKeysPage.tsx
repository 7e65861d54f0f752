import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { SdkKeys } from './components/SdkKeys';

const route = getRouteApi('/sdk-keys');

export function SdkKeysPage() {
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  return (
    <>
      <PageHeader
        title="SDK keys"
        description="What services, browsers and apps ask for flags with. Each key opens one environment."
      >
        <EnvironmentPicker value={environment?.key ?? ''} onChange={(key) => void navigate({ search: { env: key } })} />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <SdkKeys key={environment.key} environment={environment} />}
    </>
  );
}
