import { Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { EnvironmentResponse } from '@/api/generated/api';
import { segmentsQuery } from '@/api/segments';
import { ActionButton } from '@/components/ActionButton';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { denyChange } from '@/lib/permissions';
import { useAddressText } from '@/lib/useAddressText';
import { useUser } from '@/session/user';
import { CreateSegmentDialog } from './CreateSegmentDialog';
import { SegmentsTable } from './SegmentsTable';

const route = getRouteApi('/segments');

/** Of one environment. */
export function Segments({ environment }: { environment: EnvironmentResponse }) {
  const { q = '', create } = route.useSearch();
  const navigate = route.useNavigate();
  const segments = useQuery(segmentsQuery(environment.key));
  const denied = denyChange(useUser(), environment);
  const search = (changed: { q?: string; create?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const [text, setText] = useAddressText(q, (next) => search({ q: next }));
  const button = (
    <ActionButton leftSection={<IconPlus size={16} aria-hidden />} denied={denied} onClick={() => search({ create: '1' })}>
      Create segment
    </ActionButton>
  );
  const sought = q.trim().toLowerCase();
  const found = segments.data?.filter(({ key, name, description }) =>
    `${key}\n${name}\n${description}`.toLowerCase().includes(sought),
  );

  return (
    <>
      {segments.isPending && <LoadingRows />}
      {segments.isError && segments.data === undefined && (
        <ErrorState error={segments.error} retry={() => void segments.refetch()} />
      )}
      {segments.data?.length === 0 && (
        <EmptyState
          icon={<IconUsersGroup size={28} />}
          title={`No segments in ${environment.name}`}
          text="A segment is a named group of users, by id or by condition, that many flags can target: beta testers, staff, a country."
        >
          {button}
        </EmptyState>
      )}
      {found !== undefined && segments.data !== undefined && segments.data.length > 0 && (
        <>
          <Group justify="space-between" mb="sm">
            <TextInput
              aria-label="Find a segment"
              placeholder="Name, key or description"
              leftSection={<IconSearch size={16} aria-hidden />}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              flex="0 1 320px"
            />
            {button}
          </Group>
          <SegmentsTable segments={found} />
          {found.length === 0 && (
            <Text c="dimmed" size="sm" ta="center" py="lg">
              No segment in <bdi>{environment.name}</bdi> holds “{q}”.
            </Text>
          )}
        </>
      )}
      {create !== undefined && denied === null && (
        <CreateSegmentDialog
          environment={environment}
          onClose={() => search({ create: undefined })}
          onCreated={(key) => void navigate({ to: '/segments/$key', params: { key }, search: { env: environment.key } })}
        />
      )}
    </>
  );
}
