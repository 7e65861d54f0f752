import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { flagQuery } from '@/api/flags';
import type { FlagFields, FlagResponse } from '@/api/generated/api';

interface Update {
  fields: FlagFields;
  /** Refused (412) if the flag is no longer at this version; absent: whatever its version is. */
  version?: number;
}

/** @param handled Whether the caller shows what goes wrong. */
export function useUpdateFlag(key: string, environmentKey: string, handled = false) {
  const queryClient = useQueryClient();
  return useMutation<FlagResponse, unknown, Update>({
    mutationFn: ({ fields, version }) =>
      api.flags.update(key, environmentKey, fields, version === undefined ? '*' : `"${version}"`),
    meta: { handled },
    onSuccess: (flag) => {
      queryClient.setQueryData(flagQuery(key, environmentKey).queryKey, flag);
      for (const noun of ['overview', 'audit', 'flags']) {
        void queryClient.invalidateQueries({ queryKey: [noun], predicate: (query) => query.state.data !== flag });
      }
    },
  });
}
