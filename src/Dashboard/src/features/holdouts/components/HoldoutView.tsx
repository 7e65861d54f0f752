import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse, HoldoutResponse } from '@/api/generated/api';
import { DeleteThing } from '@/components/DeleteThing';
import { ThingTabs } from '@/components/ThingTabs';
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
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: experiments = [] } = useQuery(experimentsQuery(environment.key));
  const forbidden = denyChange(useUser(), environment);
  const remove = useDeleteHoldout(holdout.key, environment.key);
  const details = (
    <Stack gap="lg" maw={640}>
      <EditHoldout holdout={holdout} environment={environment} forbidden={forbidden} />
      <DeleteThing
        what="holdout"
        thing={holdout}
        environment={environment}
        kept={keptBy(holdout.key, experiments)}
        effect={holdout.flags.length === 0 ? '' : 'Who was held out gets at once what its flags serve everybody else.'}
        work={remove}
        list="/holdouts"
      />
    </Stack>
  );
  return (
    <ThingTabs
      what="holdout"
      thing={holdout}
      environment={environment}
      forbidden={forbidden}
      parts={[
        { value: 'details', label: 'Details', content: details },
        {
          value: 'linked',
          label: `Linked (${holdout.flags.length + holdout.experiments.length})`,
          content: <Linked holdout={holdout} experiments={experiments} />,
        },
      ]}
      tab={tab}
      onTab={(next) => void navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
    />
  );
}
