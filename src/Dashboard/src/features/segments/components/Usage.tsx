import { List, Stack, Text, Title } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Dependant, SegmentResponse } from '@/api/generated/api';
import { PageLink } from '@/components/links';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { usageQuery } from '../api/usage';

export function Usage({ segment }: { segment: SegmentResponse }) {
  const usage = useQuery(usageQuery(segment.key, segment.environment_key));
  if (usage.data === undefined) {
    return usage.isError ? <ErrorState error={usage.error} retry={() => void usage.refetch()} /> : <LoadingRows rows={3} />;
  }

  return usage.data.length === 0 ? (
    <EmptyState
      icon={<IconLink size={28} />}
      title="Nothing uses this segment"
      text="A targeting rule of a flag does, with the condition “is in segment”. Until then it can be deleted without effect."
    />
  ) : (
    <Stack>
      <Users of={segment} title="Flags" users={usage.data.filter(({ type }) => type === 'flag')} />
      <Users of={segment} title="Segments" users={usage.data.filter(({ type }) => type === 'segment')} />
    </Stack>
  );
}

function Users({ of: { environment_key: env }, title, users }: { of: SegmentResponse; title: string; users: Dependant[] }) {
  return users.length === 0 ? null : (
    <section>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <List size="sm" spacing={4}>
        {users.map(({ type, key, name }) => (
          <List.Item key={key}>
            <PageLink to={type === 'flag' ? '/flags/$key' : '/segments/$key'} params={{ key }} search={{ env }} size="sm">
              {name}
            </PageLink>{' '}
            <Text span size="xs" c="dimmed" ff="monospace">
              {key}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
