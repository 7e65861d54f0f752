import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { EnvironmentResponse } from '@/api/generated/api';
import { holdoutsQuery } from '@/api/holdouts';
import { KeyedList } from '@/components/KeyedList';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { CreateHoldoutDialog } from './CreateHoldoutDialog';
import { HoldoutsTable } from './HoldoutsTable';

const route = getRouteApi('/holdouts');

/** Of one environment. */
export function Holdouts({ environment }: { environment: EnvironmentResponse }) {
  const { q, create } = route.useSearch();
  const navigate = route.useNavigate();
  const holdouts = useQuery(holdoutsQuery(environment.key));
  const denied = denyChange(useUser(), environment);
  const search = (change: { q?: string; create?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  return (
    <>
      <KeyedList
        what="holdout"
        environment={environment}
        query={holdouts}
        q={q}
        onSearch={(next) => search({ q: next })}
        onCreate={() => search({ create: '1' })}
        textOf={({ key, name, description }) => `${key}\n${name}\n${description}`}
        icon={<IconUserOff size={28} />}
        purpose="Keep a few percent of the users out of many flags and experiments for a while: comparing them with as many others tells what all changes together did."
      >
        {(found) => <HoldoutsTable holdouts={found} />}
      </KeyedList>
      {create !== undefined && denied === null && (
        <CreateHoldoutDialog
          environment={environment}
          onClose={() => search({ create: undefined })}
          onCreated={(key) => void navigate({ to: '/holdouts/$key', params: { key }, search: { env: environment.key } })}
        />
      )}
    </>
  );
}
