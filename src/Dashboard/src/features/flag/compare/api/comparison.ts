import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import { renew } from '@/api/renew';

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

export function usePromotion() {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (promotion: Promotion) => promote(promotion, false),
    onSuccess: () => void renew(queryClient),
  });
}
