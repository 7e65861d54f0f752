import { Group, Text } from '@mantine/core';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { CopyButton } from '@/components/CopyButton';
import { PageLink } from '@/components/links';
import { When } from '@/components/When';
import { StatusBadge } from '../components/StatusBadge';

/** Where it stands: status, flag, run and dates. */
export function Subtitle({
  experiment,
  environment,
}: {
  experiment: ExperimentResponse;
  environment: EnvironmentResponse | undefined;
}) {
  const { key, flag_key: flag, environment_key: env, status, runs, shipped_variant: shipped } = experiment;
  const run = runs.at(-1);
  return (
    <Group gap="md" style={{ rowGap: 6, overflowWrap: 'anywhere' }}>
      <StatusBadge status={status} />
      <span>
        <code>{key}</code> <CopyButton value={key} what="key" />
      </span>
      <span>
        on the flag{' '}
        <PageLink to="/flags/$key" params={{ key: flag }} search={{ env }} inherit underline="always">
          {flag}
        </PageLink>{' '}
        in <bdi>{environment?.name ?? env}</bdi>
      </span>
      {run !== undefined && (
        <span>
          run {run.number}, started <When time={run.started_at} />
          {run.ended_at !== null && (
            <>
              , ended <When time={run.ended_at} />
            </>
          )}
        </span>
      )}
      {shipped !== null && (
        <Text span inherit fw={600}>
          {shipped} was shipped
        </Text>
      )}
    </Group>
  );
}
