import { Group } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEnvironment } from '@/api/environments';
import { statusOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { CopyButton } from './CopyButton';
import { EnvironmentPicker } from './EnvironmentPicker';
import { PageButton, PageLink } from './links';
import { NoEnvironment } from './NoEnvironment';
import { PageHeader } from './PageHeader';
import { EmptyState, ErrorState, LoadingRows } from './States';
import { When } from './When';

interface Props<T> {
  list: { to: '/metrics' | '/layers' | '/holdouts'; label: string };
  /** Such as "metric". */
  what: string;
  icon: ReactNode;
  thingKey: string;
  /** What the address says; undefined: the first environment. */
  env: string | undefined;
  onEnvironment: (key: string) => void;
  query: UseQueryResult<T>;
  children: (thing: T, environment: EnvironmentResponse) => ReactNode;
}

/** The page of one thing of an environment: the way back, its name and key, and where it is not, that. */
export function KeyedPage<T extends { name: string; updated_at: string }>(props: Props<T>) {
  const { list, thingKey, env, onEnvironment, query } = props;
  const environment = useEnvironment(env);
  return (
    <>
      <PageLink to={list.to} search={{ env: environment?.key }} size="sm">
        {list.label}
      </PageLink>
      <PageHeader
        title={query.data?.name ?? thingKey}
        description={<Subtitle thingKey={thingKey} changed={query.data?.updated_at} />}
      >
        <EnvironmentPicker value={environment?.key ?? ''} onChange={onEnvironment} />
      </PageHeader>
      {environment === undefined ? <NoEnvironment name={env} /> : <Contents {...props} environment={environment} />}
    </>
  );
}

function Contents<T>({
  list,
  what,
  icon,
  thingKey,
  query,
  environment,
  children,
}: Props<T> & { environment: EnvironmentResponse }) {
  if (query.data !== undefined) {
    return children(query.data, environment);
  }

  if (!query.isError) {
    return <LoadingRows />;
  }

  return statusOf(query.error) === 404 ? (
    <EmptyState
      icon={icon}
      title={`No ${what} “${thingKey}” in ${environment.name}`}
      text={`It may be in another environment, or have been deleted. Each environment has ${what}s of its own.`}
    >
      <PageButton to={list.to} search={{ env: environment.key }} variant="default">
        {list.label} of {environment.name}
      </PageButton>
    </EmptyState>
  ) : (
    <ErrorState error={query.error} retry={() => void query.refetch()} />
  );
}

function Subtitle({ thingKey, changed }: { thingKey: string; changed: string | undefined }) {
  return (
    <Group gap={6} style={{ overflowWrap: 'anywhere' }}>
      <code>{thingKey}</code>
      <CopyButton value={thingKey} what="key" />
      {changed !== undefined && (
        <span>
          changed <When time={changed} />
        </span>
      )}
    </Group>
  );
}
