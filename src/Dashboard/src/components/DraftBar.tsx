import { statusOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import type { Denied } from '@/lib/permissions';
import type { Draft } from '@/lib/useDraft';
import { confirmProtected } from './confirmProtected';
import { FormFault } from './FormDialog';
import { LeaveGuard } from './LeaveGuard';
import { SaveBar } from './SaveBar';
import { sayDone } from './toasts';

interface Props<P> {
  /** Such as "metric". */
  what: string;
  name: string;
  environment: EnvironmentResponse;
  draft: Pick<Draft<unknown, unknown, P>, 'fields' | 'isDirty' | 'isOutdated' | 'rebase' | 'discard'>;
  denied: Denied;
  work: {
    error: unknown;
    isPending: boolean;
    reset: () => void;
    mutate: (fields: P, options: { onSuccess: () => void }) => void;
  };
  /** The places of the request whose errors the form shows by itself. */
  shown: readonly string[];
}

/** Below a form: what the server says against it, and while something is not saved, how to save it. */
export function DraftBar<P>({ what, name, environment, draft, denied, work, shown }: Props<P>) {
  const { fields, isDirty, isOutdated, rebase, discard } = draft;
  const send = async () => {
    if (!work.isPending && (await confirmProtected(environment, `Save the ${what} ${name}`))) {
      work.mutate(fields, {
        onSuccess: () => {
          discard();
          sayDone(`${name} is saved in ${environment.name}.`);
        },
      });
    }
  };
  return (
    <>
      {/* That somebody else has saved is said in the bar. */}
      <FormFault error={statusOf(work.error) === 412 ? null : work.error} fields={shown} />
      <LeaveGuard isNeeded={isDirty} what={`this ${what}`} environmentKey={environment.key} />
      {isDirty && (
        <SaveBar
          text={isOutdated ? 'Unsaved changes, and somebody else has saved meanwhile' : 'Unsaved changes'}
          action={isOutdated ? 'Put mine on top of theirs' : 'Save'}
          denied={denied}
          onReview={() => (isOutdated ? rebase() : void send())}
          onDiscard={() => {
            discard();
            work.reset();
          }}
        />
      )}
    </>
  );
}
