import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { FlagResponse } from '@/api/generated/api';
import { ErrorState, LoadingRows } from '@/components/States';
import { exposuresQuery } from './api/exposures';
import { wayOf } from './counts';
import { NeverEvaluated } from './NeverEvaluated';
import { RunningExperiment } from './RunningExperiment';
import { rangeOf } from './range';
import { StaleNotices } from './StaleNotices';
import { UsageChart } from './UsageChart';
import { UsageFacts } from './UsageFacts';
import { VariantTotals } from './VariantTotals';

/** How often servers gave out which variant, and what follows for the flag. */
export function UsageTab({ flag }: { flag: FlagResponse }) {
  const { range, by, count } = useSearch({ from: '/flags/$key' });
  const { name, interval } = rangeOf(range, by);
  const usage = useQuery(exposuresQuery(flag.key, flag.environment_key, name, interval));
  if (usage.data === undefined) {
    return usage.isError ? <ErrorState error={usage.error} retry={() => void usage.refetch()} /> : <LoadingRows height={64} />;
  }

  const way = wayOf(count);
  const isEvaluated = usage.data.last_evaluated_at !== null;
  return (
    <Stack gap="lg">
      <StaleNotices reasons={usage.data.stale_reasons} />
      {flag.experiment !== null && <RunningExperiment experiment={flag.experiment} />}
      {isEvaluated ? (
        <>
          <UsageFacts usage={usage.data} />
          <UsageChart usage={usage.data} way={way} isOld={usage.isPlaceholderData} />
          <VariantTotals usage={usage.data} variants={flag.variants} />
        </>
      ) : (
        <NeverEvaluated />
      )}
    </Stack>
  );
}
