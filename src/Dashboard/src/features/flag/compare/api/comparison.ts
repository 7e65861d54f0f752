import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { FlagFields } from '@/api/generated/api';

export const comparisonQuery = (key: string) =>
  queryOptions({ queryKey: ['flags', key, 'compare'], queryFn: () => api.promotion.compare(key) });

export interface Promotion {
  key: string;
  from: string;
  to: string;
  /** Of the flag in the environment that is changed; null: it is not there yet. */
  version: number | null;
}

function promote({ key, from, to, version }: Promotion, isTrial: boolean) {
  return api.promotion.promote(key, { from, to, dry_run: isTrial }, version === null ? undefined : `"${version}"`);
}

/** What a promotion would change, checked by the server as if it were done. */
export const promotionTrialQuery = (promotion: Promotion) =>
  queryOptions({
    queryKey: ['flags', promotion.key, 'compare', 'promotion', promotion],
    queryFn: () => promote(promotion, true),
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

function useRenewal() {
  const queryClient = useQueryClient();
  return () => {
    for (const first of ['flags', 'audit', 'overview']) {
      void queryClient.invalidateQueries({ queryKey: [first] }); // not waited for: the dialog closes first
    }
  };
}

export function usePromotion() {
  return useMutation({
    meta: { handled: true },
    mutationFn: (promotion: Promotion) => promote(promotion, false),
    onSettled: useRenewal(),
  });
}

/** Writes back what a promotion has replaced, unless somebody has changed it since. */
export function useTakeBack() {
  return useMutation({
    mutationFn: ({ key, to, fields, version }: { key: string; to: string; fields: FlagFields; version: number }) =>
      api.flags.update(key, to, fields, `"${version}"`),
    onSettled: useRenewal(),
  });
}
