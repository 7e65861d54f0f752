import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/api';
import type { CreateFlag } from '@/api/generated/api';
import { renew } from '@/api/renew';

/** How it went in one environment. */
export type Outcome = { state: 'created' } | { state: 'failed'; error: unknown };

/** One environment after the other; where it failed, it can be tried again without the others. */
export function useCreateFlag() {
  const queryClient = useQueryClient();
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [isPending, setPending] = useState(false);

  /** @returns whether the flag is now in all of them. */
  async function create(requestFor: (environmentKey: string) => CreateFlag, environmentKeys: string[]): Promise<boolean> {
    setPending(true);
    const reached = { ...outcomes };
    for (const key of environmentKeys.filter((key) => reached[key]?.state !== 'created')) {
      try {
        await api.flags.create(requestFor(key));
        reached[key] = { state: 'created' };
      } catch (error) {
        reached[key] = { state: 'failed', error };
      }
      setOutcomes({ ...reached });
    }
    setPending(false);
    void renew(queryClient);
    return environmentKeys.every((key) => reached[key]?.state === 'created');
  }

  return { create, outcomes, isPending };
}
