import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEnvironment, useEnvironments } from '@/api/environments';
import { statusOf } from '@/api/errors';
import { flagQuery } from '@/api/flags';
import type { EnvironmentResponse } from '@/api/generated/api';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { PageHeader } from '@/components/PageHeader';
import { ErrorState, LoadingRows } from '@/components/States';
import { FlagEditor } from './components/FlagEditor';
import { MissingFlag } from './components/MissingFlag';
import { NoEnvironment } from './components/NoEnvironment';

export function FlagPage() {
  const { key } = useParams({ from: '/flags/$key' });
  const { env } = useSearch({ from: '/flags/$key' });
  const environments = useEnvironments();
  const environment = useEnvironment(env);
  const navigate = useNavigate();
  const choose = (chosen: string) =>
    void navigate({ to: '/flags/$key', params: { key }, search: (old) => ({ ...old, env: chosen }) });
  const picker = environments.length > 0 && <EnvironmentPicker value={environment?.key ?? ''} onChange={choose} />;
  return environment === undefined ? (
    <>
      <PageHeader title={key}>{picker}</PageHeader>
      <NoEnvironment name={env} />
    </>
  ) : (
    <FlagInEnvironment key={`${key}/${environment.key}`} flagKey={key} environment={environment} picker={picker} />
  );
}

interface Props {
  flagKey: string;
  environment: EnvironmentResponse;
  picker: ReactNode;
}

function FlagInEnvironment({ flagKey, environment, picker }: Props) {
  const { data: flag, error, refetch } = useQuery(flagQuery(flagKey, environment.key));
  if (flag !== undefined) {
    return <FlagEditor flag={flag} environment={environment} picker={picker} isGone={statusOf(error) === 404} />;
  }

  return (
    <>
      <PageHeader title={flagKey}>{picker}</PageHeader>
      {error === null ? (
        <LoadingRows height={80} />
      ) : statusOf(error) === 404 ? (
        <MissingFlag flagKey={flagKey} environment={environment} />
      ) : (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
    </>
  );
}
