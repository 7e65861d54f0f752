import { useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useState } from 'react';
import { fieldErrorsOf, statusOf } from '@/api/errors';
import { flagQuery } from '@/api/flags';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { SaveBar } from '@/components/SaveBar';
import { sayDone } from '@/components/toasts';
import { useUpdateFlag } from '../api/updateFlag';
import { useDraftView } from '../draft/context';
import { type Action, type Draft, isDirty, startDraft, unreadableVariants, unsaved } from '../draft/draft';
import type { Fields } from '../draft/fields';
import { ConflictDialog } from './ConflictDialog';
import { ReviewDialog } from './ReviewDialog';

interface Props {
  /** As the server has it now. */
  flag: FlagResponse;
  environment: EnvironmentResponse;
  draft: Draft;
  dispatch: Dispatch<Action>;
}

/** From unsaved changes to a saved flag: bar, review, and what the server may have against it. */
export function Saving({ flag, environment, draft, dispatch }: Props) {
  const { denied } = useDraftView();
  const [isReviewing, setReviewing] = useState(false);
  const [theirs, setTheirs] = useState<FlagResponse | null>(null);
  const queryClient = useQueryClient();
  const update = useUpdateFlag(flag.key, environment.key, true);
  const changes = unsaved(draft);
  const unreadable = unreadableVariants(draft);
  const count = Math.max(Object.keys(changes).length, 1);

  const stale = async () => {
    const present = await queryClient.fetchQuery({ ...flagQuery(flag.key, environment.key), staleTime: 0 });
    setReviewing(false);
    setTheirs(present);
  };
  const save = () =>
    update.mutate(
      { fields: changes, version: draft.base.version },
      {
        onSuccess: (saved) => {
          setReviewing(false);
          dispatch({ kind: 'discard', to: saved });
          sayDone(`Saved to ${environment.name}.`);
        },
        onError: (error) => {
          const errors = fieldErrorsOf(error);
          if (statusOf(error) === 412) {
            stale().catch(() => {}); // the dialog still says that the version has moved on
          } else if (Object.keys(errors).length > 0) {
            setReviewing(false);
            dispatch({ kind: 'refuse', errors });
          }
        },
      },
    );
  const review = () => {
    update.reset();
    if (flag.version > draft.base.version) {
      setTheirs(flag); // known to collide already
    } else {
      setReviewing(true);
    }
  };
  const resolve = (fields: Fields) => {
    if (theirs !== null) {
      dispatch({ kind: 'resolve', flag: theirs, fields });
      setTheirs(null);
      update.reset();
      if (isDirty({ ...startDraft(theirs), fields })) {
        setReviewing(true);
      } else {
        sayDone('Nothing of yours is left to save: the server has it as you chose.');
      }
    }
  };
  return (
    <>
      {isDirty(draft) && (
        <SaveBar
          text={`${count} unsaved ${count === 1 ? 'change' : 'changes'}`}
          denied={
            denied ?? (unreadable.length > 0 ? `The value of the variant ${unreadable.join(', ')} cannot be read yet.` : null)
          }
          onReview={review}
          onDiscard={() => dispatch({ kind: 'discard', to: flag })}
        />
      )}
      {isReviewing && (
        <ReviewDialog
          base={draft.base}
          changes={changes}
          environment={environment}
          isSaving={update.isPending}
          error={update.error}
          onSave={save}
          onClose={() => setReviewing(false)}
        />
      )}
      {theirs !== null && (
        <ConflictDialog
          draft={draft}
          theirs={theirs}
          environment={environment}
          onResolve={resolve}
          onClose={() => setTheirs(null)}
        />
      )}
    </>
  );
}
