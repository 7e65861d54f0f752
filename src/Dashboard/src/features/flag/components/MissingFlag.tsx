import { Tabs, Text } from '@mantine/core';
import { IconFlagOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { statusOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { PageButton } from '@/components/links';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { elsewhereQuery } from '../api/elsewhere';
import { CompareTab } from '../compare/CompareTab';

/** The flag is not in this environment; perhaps in another, from which it can be promoted, perhaps in none. */
export function MissingFlag({ flagKey, environment }: { flagKey: string; environment: EnvironmentResponse }) {
  const { data: elsewhere = [], error, isPending, refetch } = useQuery(elsewhereQuery(flagKey));
  if (isPending) {
    return <LoadingRows height={80} />;
  }

  if (error !== null && statusOf(error) !== 404) {
    return <ErrorState error={error} retry={() => void refetch()} />;
  }

  return elsewhere.length === 0 ? (
    <EmptyState
      icon={<IconFlagOff size={28} />}
      title="There is no such flag"
      text={`No environment has a flag with the key “${flagKey}”. It may have been deleted, or its key is written differently.`}
    >
      <PageButton to="/flags" search={{ q: flagKey }} variant="default">
        Look for it
      </PageButton>
    </EmptyState>
  ) : (
    <Elsewhere flagKey={flagKey} environment={environment} first={elsewhere[0] ?? ''} />
  );
}

function Elsewhere({ flagKey, environment, first }: { flagKey: string; environment: EnvironmentResponse; first: string }) {
  const { tab } = useSearch({ from: '/flags/$key' });
  const navigate = useNavigate();
  const choose = (chosen: string | null) =>
    void navigate({
      to: '/flags/$key',
      params: { key: flagKey },
      search: { env: environment.key, tab: chosen ?? undefined },
      replace: true,
    });
  return (
    <Tabs value={tab === 'environments' ? tab : 'here'} onChange={choose} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="here">{environment.name}</Tabs.Tab>
        <Tabs.Tab value="environments">Environments</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="here">
        <EmptyState
          icon={<IconFlagOff size={28} />}
          title={`This flag is not in ${environment.name}`}
          text={
            <Text span inherit>
              Evaluated here, it does not exist: code gets its own default. Promote it from an environment that has it to create
              it here.
            </Text>
          }
        >
          <PageButton to="/flags/$key" params={{ key: flagKey }} search={{ env: environment.key, tab: 'environments' }}>
            Promote it to {environment.name}
          </PageButton>
          <PageButton to="/flags/$key" params={{ key: flagKey }} search={{ env: first }} variant="default">
            See it in {first}
          </PageButton>
        </EmptyState>
      </Tabs.Panel>
      <Tabs.Panel value="environments">
        <CompareTab flagKey={flagKey} environmentKey={environment.key} />
      </Tabs.Panel>
    </Tabs>
  );
}
