import { Button, Progress, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isAtWork, progressQuery, useCompute } from '../api/computation';
import { type ResultsPlace, resultsKeys } from '../keys';

/** Has the results computed anew, shows how far that is, and then reads them. */
export function Refresh({ place }: { place: ResultsPlace }) {
  const queryClient = useQueryClient();
  const compute = useCompute(place);
  const { data: progress } = useQuery(progressQuery(place));
  const isRunning = isAtWork(progress);
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      void queryClient.invalidateQueries({ queryKey: resultsKeys.all(place.experiment) });
    }
    wasRunning.current = isRunning;
  }, [isRunning, queryClient, place.experiment]);

  const share = progress === undefined || progress.total === 0 ? null : (progress.done / progress.total) * 100;
  return (
    <Stack gap={4} miw={150}>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={compute.isPending || isRunning}
        onClick={() => compute.mutate()}
      >
        Compute anew
      </Button>
      {isRunning && (
        <>
          <Progress value={share ?? 100} animated={share === null} size="sm" aria-label="Computing results" />
          <Text size="xs" c="dimmed" role="status">
            {progress?.step ?? 'Waiting for its turn'}
          </Text>
        </>
      )}
      {progress?.state === 'failed' && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" maw={260}>
          {progress.error ?? 'The last computation failed.'}
        </Text>
      )}
    </Stack>
  );
}
