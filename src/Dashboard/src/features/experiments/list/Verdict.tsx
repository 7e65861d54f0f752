import { Stack, Text } from '@mantine/core';
import type { ExperimentResponse } from '@/api/generated/api';
import { When } from '@/components/When';
import { ToneBadge } from '../components/ToneBadge';
import { recommendationWords } from '../words/verdicts';

type Judged = Pick<ExperimentResponse, 'status' | 'verdict' | 'shipped_variant' | 'conclusion'>;

/** What the results recommend while it runs; once it is over, what people made of it. */
export function Verdict({ of: { status, verdict, shipped_variant: shipped, conclusion } }: { of: Judged }) {
  if (status === 'stopped' || status === 'archived') {
    return (
      <div style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{shipped === null ? 'Nothing was shipped' : `${shipped} was shipped`}</Text>
        {conclusion !== '' && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {conclusion}
          </Text>
        )}
      </div>
    );
  }
  if (verdict === null) {
    return (
      <Text size="sm" c="dimmed">
        {status === 'draft' ? 'none before it starts' : 'no results yet'}
      </Text>
    );
  }
  return (
    <Stack gap={2} align="flex-start">
      <ToneBadge size="sm" words={recommendationWords(verdict.recommendation, verdict.variant)} />
      <Text size="xs" c="dimmed">
        computed <When time={verdict.results_at} />
      </Text>
    </Stack>
  );
}
