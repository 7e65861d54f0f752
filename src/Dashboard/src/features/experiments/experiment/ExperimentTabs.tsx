import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEnvironments } from '@/api/environments';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { ResultsTab } from '../results/ResultsTab';
import { SetUp } from '../setup/SetUp';
import { stepNamed } from '../setup/steps';
import { History } from './History';

const route = getRouteApi('/experiments/$key');
const tabs = ['results', 'set-up', 'history'] as const;

export function ExperimentTabs({
  experiment,
  environment,
}: {
  experiment: ExperimentResponse;
  environment: EnvironmentResponse;
}) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [first] = useEnvironments();
  const isDraft = experiment.status === 'draft';
  const tab = tabs.find((name) => name === search.tab) ?? (isDraft ? 'set-up' : 'results');
  return (
    <Tabs value={tab} onChange={(next) => void navigate({ search: (now) => ({ ...now, tab: next ?? undefined }) })}>
      <Tabs.List mb="md">
        <Tabs.Tab value="results">Results</Tabs.Tab>
        <Tabs.Tab value="set-up">Set-up</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="results">{tab === 'results' && <ResultsTab experiment={experiment} />}</Tabs.Panel>
      {/* Stays while another tab is looked at: what is not saved lives in it. */}
      <Tabs.Panel value="set-up">
        <SetUp
          experiment={experiment}
          environment={environment}
          addressEnvironment={first?.key ?? ''}
          step={stepNamed(search.step)}
          onStep={(step) => void navigate({ search: (now) => ({ ...now, tab: 'set-up', step }) })}
          onStarted={() => void navigate({ search: {} })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="history">{tab === 'history' && <History experiment={experiment} />}</Tabs.Panel>
    </Tabs>
  );
}
