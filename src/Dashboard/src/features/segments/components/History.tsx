import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntryResponse, SegmentResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { EmptyState, ErrorState, LoadingRows } from '@/components/States';
import { When } from '@/components/When';
import { historyQuery } from '../api/history';

export function History({ segment }: { segment: SegmentResponse }) {
  const history = useInfiniteQuery(historyQuery(segment.key, segment.environment_key));
  if (history.data === undefined) {
    return history.isError ? <ErrorState error={history.error} retry={() => void history.refetch()} /> : <LoadingRows />;
  }

  const entries = history.data.pages.flatMap((page) => page.result);
  return entries.length === 0 ? (
    <EmptyState icon={<IconHistory size={28} />} title="No history" text="Changes of this segment will stand here." />
  ) : (
    <Stack>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      {history.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Earlier changes
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const words = { create: 'created it', update: 'changed it', delete: 'deleted it' };

function Entry({ entry }: { entry: AuditEntryResponse }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" mb="xs">
        <Text span fw={600} size="sm">
          {entry.user_email}
        </Text>{' '}
        {words[entry.action]} <When time={entry.created_at} />
      </Text>
      <Changes changes={entry.changes} />
    </Paper>
  );
}
