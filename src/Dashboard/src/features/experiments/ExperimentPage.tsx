import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironments } from '@/api/environments';
import { statusOf } from '@/api/errors';
import { PageButton, PageLink } from '@/components/links';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { experimentQuery } from './api/experiments';
import { Actions } from './experiment/Actions';
import { ExperimentTabs } from './experiment/ExperimentTabs';
import { Subtitle } from './experiment/Subtitle';

const route = getRouteApi('/experiments/$key');

export function ExperimentPage() {
  const { key } = route.useParams();
  const experiment = useQuery(experimentQuery(key));
  const environment = useEnvironments().find((one) => one.key === experiment.data?.environment_key);
  return (
    <>
      <PageLink to="/experiments" size="sm">
        Experiments
      </PageLink>
      <PageHeader
        title={experiment.data?.name ?? key}
        description={experiment.data !== undefined && <Subtitle experiment={experiment.data} environment={environment} />}
      >
        {experiment.data !== undefined && environment !== undefined && (
          <Actions experiment={experiment.data} environment={environment} />
        )}
      </PageHeader>
      {experiment.data !== undefined && environment !== undefined ? (
        <ExperimentTabs key={experiment.data.id} experiment={experiment.data} environment={environment} />
      ) : experiment.isError ? (
        <Fault error={experiment.error} experimentKey={key} retry={() => void experiment.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </>
  );
}

function Fault({ error, experimentKey, retry }: { error: unknown; experimentKey: string; retry: () => void }) {
  return statusOf(error) === 404 ? (
    <EmptyState
      icon={<IconFlask size={28} />}
      title={`No experiment “${experimentKey}”`}
      text="It may have been deleted while it was a draft."
    >
      <PageButton to="/experiments" variant="default">
        All experiments
      </PageButton>
    </EmptyState>
  ) : (
    <ErrorState error={error} retry={retry} />
  );
}
