import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { explainUntil } from '@/api/api';
import type { FlagFields, FlagResponse } from '@/api/generated/api';
import type { Context } from '../context';

/** Why the flag answers this user as it does; with a draft, as it would if that were saved. */
export const explanationQuery = (flag: FlagResponse, context: Context, draft: FlagFields | null) =>
  queryOptions({
    queryKey: ['flags', flag.key, flag.environment_key, 'explanation', flag.version, context, draft],
    queryFn: ({ signal }) =>
      explainUntil(signal).explain(flag.key, {
        environment_key: flag.environment_key,
        user_id: context.userId === '' ? null : context.userId,
        attributes: context.attributes,
        draft,
      }),
    placeholderData: keepPreviousData,
    meta: { handled: true },
    staleTime: 5_000, // $now moves on
    gcTime: 60_000,
  });
