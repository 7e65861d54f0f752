import { Alert } from '@mantine/core';
import { IconLock, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useReducer } from 'react';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { LeaveGuard } from '@/components/LeaveGuard';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { DraftContext, type DraftView } from '../draft/context';
import { isDirty, reduce, startDraft } from '../draft/draft';
import { ChangedNotice } from './ChangedNotice';
import { FlagHeader } from './FlagHeader';
import { FlagTabs } from './FlagTabs';
import { Refusals } from './Refusals';
import { Saving } from './Saving';

interface Props {
  flag: FlagResponse;
  environment: EnvironmentResponse;
  picker: ReactNode;
  /** It has been deleted since it was loaded. */
  isGone: boolean;
}

/** One flag in one environment, and the one draft of it. */
export function FlagEditor({ flag, environment, picker, isGone }: Props) {
  const [draft, dispatch] = useReducer(reduce, flag, startDraft);
  useEffect(() => dispatch({ kind: 'follow', flag }), [flag]);
  const forbidden = denyChange(useUser(), environment);
  const denied = isGone ? `This flag was deleted from ${environment.name}: it cannot be saved any more.` : forbidden;
  const view = useMemo<DraftView>(
    () => ({
      base: draft.base,
      fields: draft.fields,
      edit: (change) => dispatch({ kind: 'edit', change }),
      errors: draft.errors,
      unreadable: draft.unreadable,
      keepUnreadable: (variant, unreadable) => dispatch({ kind: 'type', variant, unreadable }),
      rebase: (changed) => dispatch({ kind: 'rebase', flag: changed }),
      denied,
    }),
    [draft, denied],
  );
  const hasUnsaved = isDirty(draft);
  return (
    <DraftContext value={view}>
      <FlagHeader flag={flag} environment={environment} picker={picker} />
      {isGone && (
        <Alert
          color="red"
          icon={<IconTrash aria-hidden />}
          mb="md"
          role="status"
          title={`This flag was deleted from ${environment.name}`}
        >
          What you see is how it was, with what you have not saved. It cannot be saved or tried any more.
        </Alert>
      )}
      {forbidden !== null && !isGone && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="You can look but not change">
          {forbidden}
        </Alert>
      )}
      {hasUnsaved && !isGone && flag.version > draft.base.version && <ChangedNotice flag={flag} base={draft.base} />}
      <Refusals errors={draft.errors} count={draft.refusals} />
      <FlagTabs flag={flag} draft={draft} isGone={isGone} />
      <Saving flag={flag} environment={environment} draft={draft} dispatch={dispatch} />
      <LeaveGuard isNeeded={hasUnsaved && !isGone} what="this flag" environmentKey={environment.key} />
    </DraftContext>
  );
}
