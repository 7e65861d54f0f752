import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { HoldoutFields, HoldoutResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { holdoutKey } from '../keys';

/** Where the server has another version than the base by now, the answer is 412. */
export function useSaveHoldout(base: HoldoutResponse) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (fields: HoldoutFields) => api.holdouts.update(base.key, base.environment_key, fields, `"${base.version}"`),
    onSuccess: (holdout) => {
      queryClient.setQueryData(holdoutKey(holdout.key, holdout.environment_key), holdout);
      void renew(queryClient);
    },
  });
}
