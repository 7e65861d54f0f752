import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { messageOf, statusOf } from '@/api/errors';
import type { FlagFields, FlagOverviewResponse, FlagResponse, FlagSummaryResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import { renew } from '@/api/renew';
import { sayDone, sayError, sayUndoable } from '@/components/toasts';

/** A change that the table makes in place. */
export interface QuickChange {
  flagKey: string;
  environmentKey: string;
  fields: Pick<FlagFields, 'is_enabled' | 'rollout_percentage'>;
  /** What to say when it is done, such as "Dark mode is on in Staging." */
  done: string;
  /** Absent: this one takes another back. */
  undo?: { fields: QuickChange['fields']; done: string };
}

type Overview = FlagOverviewResponse[] | undefined;
const active = overviewQuery(false).queryKey;
const inPlace = ['flags-in-place'] as const;

function here(queryClient: QueryClient, change: QuickChange): FlagSummaryResponse | undefined {
  return (queryClient.getQueryData(active) as Overview)
    ?.find((flag) => flag.key === change.flagKey)
    ?.environments.find((summary) => summary.environment_key === change.environmentKey);
}

/** Only the flag concerned becomes another object, so that only its row is drawn again. */
function put(queryClient: QueryClient, change: QuickChange, fields: Partial<FlagSummaryResponse>): void {
  queryClient.setQueryData(active, (flags: Overview) =>
    flags?.map((flag) =>
      flag.key !== change.flagKey
        ? flag
        : {
            ...flag,
            environments: flag.environments.map((summary) =>
              summary.environment_key === change.environmentKey ? { ...summary, ...fields } : summary,
            ),
          },
    ),
  );
}

function shown(flag: FlagResponse): Partial<FlagSummaryResponse> {
  return {
    version: flag.version,
    is_enabled: flag.is_enabled,
    updated_at: flag.updated_at,
    ...(flag.flag_type === 'percentage' ? { rollout_percentage: flag.rollout_percentage } : {}),
  };
}

/** Shown at once; taken back where the server refuses. One after the other, so that each knows the version that the one before made. */
export function useChangeFlag() {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    meta: { handled: true },
    mutationKey: inPlace,
    scope: { id: inPlace[0] },
    mutationFn: (change: QuickChange) => {
      const version = here(queryClient, change)?.version;
      return api.flags.update(
        change.flagKey,
        change.environmentKey,
        change.fields,
        version === undefined ? undefined : `"${version}"`,
      );
    },
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: active });
      const before = here(queryClient, change);
      put(queryClient, change, change.fields);
      return before;
    },
    onSuccess: (flag, change) => {
      put(queryClient, change, shown(flag));
      const { undo } = change;
      if (undo === undefined) {
        sayDone(change.done);
      } else {
        sayUndoable(change.done, () => mutate({ ...change, ...undo, undo: undefined }));
      }
    },
    onError: (error, change, before) => {
      if (before !== undefined) {
        put(queryClient, change, { is_enabled: before.is_enabled, rollout_percentage: before.rollout_percentage });
      }

      if (statusOf(error) === 412) {
        sayError(
          `Somebody changed ${change.flagKey} in ${change.environmentKey} meanwhile, so nothing was changed now. The table shows how it is; look, then try again.`,
        );
      } else if (statusOf(error) !== 401) {
        sayError(messageOf(error));
      }
    },
    onSettled: () => {
      // Those still waiting are shown as done already; the server would say otherwise.
      if (queryClient.isMutating({ mutationKey: inPlace }) === 1) {
        void renew(queryClient);
      }
    },
  });
  return mutate;
}
