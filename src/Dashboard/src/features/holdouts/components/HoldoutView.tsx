import { Alert, Stack, Tabs } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, HoldoutResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { EntityHistory } from '@/components/EntityHistory';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useDeleteHoldout } from '../api/deleteHoldout';
import { keptBy } from '../form';
import { EditHoldout } from './EditHoldout';
import { Linked } from './Linked';

const route = getRouteApi('/holdouts/$key');

interface Props {
  holdout: HoldoutResponse;
  environment: EnvironmentResponse;
}

export function HoldoutView({ holdout, environment }: Props) {
  const { tab = 'details' } = route.useSearch();
  const navigate = route.useNavigate();
  const experiments = useQuery(experimentsQuery(environment.key));
  const forbidden = denyChange(useUser(), environment);
  const remove = useDeleteHoldout(holdout.key, environment.key);
  return (
    <>
      {forbidden !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="You can look but not change">
          {forbidden}
        </Alert>
      )}
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: (now) => ({ ...now, tab: next === 'details' ? undefined : (next ?? undefined) }),
            replace: true,
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="linked">Linked ({holdout.flags.length + holdout.experiments.length})</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Stack gap="lg" maw={640}>
            <EditHoldout holdout={holdout} environment={environment} forbidden={forbidden} />
            <DeleteThing
              what="holdout"
              thing={holdout}
              environment={environment}
              kept={keptBy(holdout.key, experiments.data ?? [])}
              effect={holdout.flags.length === 0 ? '' : 'Who was held out gets at once what its flags serve everybody else.'}
              work={remove}
              list="/holdouts"
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="linked">
          {tab === 'linked' && <Linked holdout={holdout} experiments={experiments.data ?? []} />}
        </Tabs.Panel>
        <Tabs.Panel value="history">
          {tab === 'history' && <EntityHistory environmentKey={environment.key} type="holdout" entityKey={holdout.key} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
