import type { FlagOverviewResponse } from '@/api/generated/api';

/** Per environment, how many flags are in use there. */
export function countFlags(flags: Pick<FlagOverviewResponse, 'environments'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { environment_key: key, is_archived: isArchived } of flags.flatMap((flag) => flag.environments)) {
    counts.set(key, (counts.get(key) ?? 0) + (isArchived ? 0 : 1));
  }
  return counts;
}
