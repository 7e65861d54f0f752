import { Group, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statusOf } from '@/api/errors';
import { ErrorState, LoadingRows } from '@/components/States';
import { comparisonQuery } from './api/comparison';
import { ComparisonTable } from './ComparisonTable';
import { PromoteForm } from './PromoteForm';

/** One flag in all environments side by side, and the way from one into another. */
export function CompareTab({ flagKey, environmentKey }: { flagKey: string; environmentKey: string }) {
  const query = useQuery(comparisonQuery(flagKey));
  const [isFiltered, setFiltered] = useState(true);
  if (query.isPending) {
    return <LoadingRows />;
  }
  if (statusOf(query.error) === 404) {
    return <Text size="sm">No environment has this flag any more.</Text>;
  }
  if (query.isError) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }

  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <PromoteForm comparison={query.data} environmentKey={environmentKey} />
        <Switch label="Only differences" checked={isFiltered} onChange={(event) => setFiltered(event.currentTarget.checked)} />
      </Group>
      <ComparisonTable comparison={query.data} isFiltered={isFiltered} />
    </Stack>
  );
}
