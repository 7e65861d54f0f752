import { Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEnvironments } from '@/api/environments';
import type { EnvironmentResponse, EvaluationResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { ErrorState, LoadingRows } from '@/components/States';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { CreateStep } from './components/CreateStep';
import { Examples } from './components/Examples';
import { NextSteps } from './components/NextSteps';
import { TryIt } from './components/TryIt';

export function StartPage() {
  const user = useUser();
  const environments = useEnvironments();
  const environment = environments.find((one) => denyChange(user, one) === null) ?? environments[0];
  return (
    <Stack maw={820}>
      <PageHeader title="Getting started" description="From nothing to a flag that your code can ask for, in two minutes" />
      {environment === undefined ? <NoEnvironment name={undefined} /> : <FirstFlag environment={environment} />}
    </Stack>
  );
}

/** How far one is, is told by what the server has, so it outlives the page. */
function FirstFlag({ environment }: { environment: EnvironmentResponse }) {
  const user = useUser();
  const denied = denyChange(user, environment);
  const overview = useQuery(overviewQuery());
  const [typed, setTyped] = useState<string | null>(null);
  const [answers, setAnswers] = useState<EvaluationResponse[]>([]);

  if (overview.data === undefined) {
    return overview.isError ? (
      <ErrorState error={overview.error} retry={() => void overview.refetch()} />
    ) : (
      <LoadingRows rows={3} height={110} />
    );
  }

  const hereOf = (key: string) =>
    overview.data.find((flag) => flag.key === key)?.environments.find((one) => one.environment_key === environment.key);
  // Who may not create one can still try one that is there.
  const any = denied === null ? undefined : overview.data.find((flag) => hereOf(flag.key) !== undefined)?.key;
  const flagKey = typed ?? any ?? 'my-first-flag';
  const here = hereOf(flagKey);
  const isFlipped = new Set(answers.map((answer) => answer.enabled)).size > 1;
  const done = [here !== undefined, answers.length > 0, isFlipped].filter(Boolean).length;

  return (
    <>
      <div>
        <Text size="sm" c="dimmed" mb={4}>
          {done === 3 ? 'All three steps done' : `${done} of 3 steps done`}
        </Text>
        <Progress value={(done / 3) * 100} color="teal.8" size="sm" aria-label="Steps done" />
      </div>
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        <CreateStep flagKey={flagKey} onKey={setTyped} environment={environment} denied={denied} isThere={here !== undefined} />
        <TryIt
          key={flagKey}
          flagKey={flagKey}
          environment={environment}
          here={here}
          denied={denied}
          answers={answers}
          onAnswer={(answer) => setAnswers((old) => [answer, ...old])}
        />
      </Stack>
      <Examples />
      <NextSteps flagKey={here === undefined ? undefined : flagKey} environmentKey={environment.key} />
    </>
  );
}
