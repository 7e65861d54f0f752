import { useState } from 'react';
import { useEnvironments } from '@/api/environments';
import type { ExperimentResponse, ResultsDecision } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { StopDialog } from './StopDialog';

/** Does what is recommended, where that is to ship something; asks first. */
export function ShipButton({ experiment, decision }: { experiment: ExperimentResponse; decision: ResultsDecision }) {
  const [isAsking, setAsking] = useState(false);
  const user = useUser();
  const environment = useEnvironments().find(({ key }) => key === experiment.environment_key);
  const { recommendation, variant } = decision;
  const ship = recommendation === 'ship' ? variant : recommendation === 'rollback' ? experiment.control : null;
  if (environment === undefined || ship === null || experiment.status !== 'running') {
    return null;
  }
  return (
    <>
      <ActionButton denied={denyChange(user, environment)} onClick={() => setAsking(true)}>
        {ship === experiment.control ? 'Stop and go back…' : 'Stop and ship…'}
      </ActionButton>
      {isAsking && <StopDialog experiment={experiment} environment={environment} ship={ship} onClose={() => setAsking(false)} />}
    </>
  );
}
