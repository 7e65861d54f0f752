import { getRouteApi } from '@tanstack/react-router';
import { useEnvironment } from '@/api/environments';
import { EnvironmentPicker } from '@/components/EnvironmentPicker';
import { PageLink } from '@/components/links';
import { NoEnvironment } from '@/components/NoEnvironment';
import { PageHeader } from '@/components/PageHeader';
import { SetUp } from './setup/SetUp';
import { stepNamed } from './setup/steps';

const route = getRouteApi('/set-up-experiment');

/** A new experiment; once it is saved it is set up further on its own page. */
export function SetUpPage() {
  const { env, step } = route.useSearch();
  const navigate = route.useNavigate();
  const environment = useEnvironment(env);
  return (
    <>
      <PageLink to="/experiments" size="sm">
        Experiments
      </PageLink>
      <PageHeader title="Set up an experiment" description="Save it whenever you like; nobody takes part before you start it.">
        <EnvironmentPicker
          value={environment?.key ?? ''}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, env: next }) })}
        />
      </PageHeader>
      {environment === undefined ? (
        <NoEnvironment name={env} />
      ) : (
        <SetUp
          key={environment.key}
          experiment={null}
          environment={environment}
          addressEnvironment={environment.key}
          step={stepNamed(step)}
          onStep={(next) => void navigate({ search: (now) => ({ ...now, step: next }) })}
          onSaved={({ key }, next) =>
            void navigate({
              to: '/experiments/$key',
              params: { key },
              search: { tab: 'set-up', step: next },
              replace: true,
              ignoreBlocker: true,
            })
          }
        />
      )}
    </>
  );
}
