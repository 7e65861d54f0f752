import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { flagQuery } from '@/api/flags';
import type { FlagFields, FlagResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';

interface Update {
  fields: FlagFields;
  /** Refused (412) if the flag is no longer at this version; absent: whatever its version is. */
  version?: number;
}

/** One after the other, in the order in which they are asked for. @param handled Whether the caller shows what goes wrong. */
export function useUpdateFlag(key: string, environmentKey: string, handled = false) {
  const queryClient = useQueryClient();
  return useMutation<FlagResponse, unknown, Update>({
    mutationFn: ({ fields, version }) =>
      api.flags.update(key, environmentKey, fields, version === undefined ? '*' : `"${version}"`),
    meta: { handled },
    scope: { id: `${environmentKey}/${key}` },
    onSuccess: (flag) => {
      queryClient.setQueryData(flagQuery(key, environmentKey).queryKey, flag);
      void renew(queryClient);
    },
  });
}
