import { List, Stack, Text } from '@mantine/core';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { confirm } from '@/components/confirm';
import type { Draft } from './draft';
import { effectOf } from './locks';

const where = ({ name, is_protected: isProtected }: EnvironmentResponse) =>
  `in ${name}${isProtected ? ', which is protected: what you do there reaches real users' : ''}`;

/** A draft is saved without asking; what runs is not. */
export async function askBeforeSaving(
  base: ExperimentResponse | null,
  draft: Draft,
  environment: EnvironmentResponse,
): Promise<boolean> {
  switch (effectOf(base, draft)) {
    case 'new_run':
      return confirm({
        title: 'Begin a new run?',
        text: `You changed whom this experiment gives what, ${where(environment)}. The present run ends now, everybody is dealt anew, and results start from zero. The results of the present run stay; runs are never added up.`,
        action: 'Save and begin a new run',
        isDangerous: true,
      });
    case 'more_traffic':
      return confirm({
        title: 'Let more units take part?',
        text: `From now on ${draft.traffic_percentage} % take part, ${where(environment)}. Who takes part already keeps what they have; the run goes on.`,
        action: 'Save',
      });
    case 'none':
      return base?.status === 'running' && environment.is_protected
        ? confirm({ title: 'Save the changes?', text: `They are made ${where(environment)}.`, action: 'Save' })
        : true;
  }
}

export function askBeforeStart(experiment: ExperimentResponse, environment: EnvironmentResponse): Promise<boolean> {
  return confirm({
    title: `Start ${experiment.name}?`,
    action: 'Start experiment',
    text: (
      <Stack gap="xs">
        <Text size="sm">
          From now on units are dealt to the arms of <strong>{experiment.flag_key}</strong> {where(environment)}.
        </Text>
        <WhatStartingLocks />
      </Stack>
    ),
  });
}

/** Said before it happens. */
export function WhatStartingLocks() {
  return (
    <div>
      <Text size="sm">Starting locks:</Text>
      <List size="sm">
        <List.Item>the flag, the goals, and how it is judged: mode, plan, false alarms, correction;</List.Item>
        <List.Item>the flag’s rules, default, bucketing, and the variants that are arms; it can still be switched off;</List.Item>
        <List.Item>the definitions of its metrics.</List.Item>
      </List>
      <Text size="sm">
        Arms, targeting and less traffic can still change, but begin a new run. Secondary metrics and guardrails can be added.
      </Text>
    </div>
  );
}
