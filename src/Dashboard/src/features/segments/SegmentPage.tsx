import { Group } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { statusOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { CopyButton } from '@/components/CopyButton';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { PageButton, PageLink } from '@/components/links';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { When } from '@/components/When';
import { segmentQuery } from './api/segment';
import { SegmentView } from './components/SegmentView';

const route = getRouteApi('/segments/$key');

export function SegmentPage() {
  const { key } = route.useParams();
  const { env } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  const segment = useQuery({ ...segmentQuery(key, environment?.key ?? ''), enabled: environment !== undefined });
  return (
    <>
      <PageLink to="/segments" search={{ env: environment?.key }} size="sm">
        Segments
      </PageLink>
      <PageHeader
        title={segment.data?.name ?? key}
        description={<Subtitle segmentKey={key} changed={segment.data?.updated_at} />}
      >
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, env: next }) })}
        />
      </PageHeader>
      {environment === undefined ? (
        <NoEnvironment name={env} />
      ) : segment.data !== undefined ? (
        <SegmentView
          key={`${environment.key}/${key}`}
          segment={segment.data}
          environment={environment}
          reload={() => segment.refetch()}
        />
      ) : segment.isError ? (
        <Fault error={segment.error} segmentKey={key} environment={environment} retry={() => void segment.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </>
  );
}

function Subtitle({ segmentKey, changed }: { segmentKey: string; changed: string | undefined }) {
  return (
    <Group gap={6} style={{ overflowWrap: 'anywhere' }}>
      <code>{segmentKey}</code>
      <CopyButton value={segmentKey} what="key" />
      {changed !== undefined && (
        <span>
          changed <When time={changed} />
        </span>
      )}
    </Group>
  );
}

function Fault({
  error,
  segmentKey,
  environment,
  retry,
}: {
  error: unknown;
  segmentKey: string;
  environment: EnvironmentResponse;
  retry: () => void;
}) {
  return statusOf(error) === 404 ? (
    <EmptyState
      icon={<IconUsersGroup size={28} />}
      title={`No segment “${segmentKey}” in ${environment.name}`}
      text="It may be in another environment, or have been deleted. Each environment has segments of its own."
    >
      <PageButton to="/segments" search={{ env: environment.key }} variant="default">
        Segments of {environment.name}
      </PageButton>
    </EmptyState>
  ) : (
    <ErrorState error={error} retry={retry} />
  );
}
