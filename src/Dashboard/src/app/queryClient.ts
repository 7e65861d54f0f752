import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { messageOf, statusOf } from '@/api/errors';
import { sayError } from '@/components/toasts';
import { withOldParts } from '@/lib/sharing';

declare module '@tanstack/react-query' {
  interface Register {
    /** handled: the caller shows the error where it belongs (a field, a dialog), so no toast is needed. */
    mutationMeta: { handled?: boolean };
    /** The same; tellsGone: only that the thing is gone (404) is shown where it belongs. */
    queryMeta: { handled?: boolean; tellsGone?: boolean };
  }
}

/** Refusals that mean that the page is out of date: somebody has taken the right, the thing or its version away. */
const outdated = new Set([403, 404, 409, 412]);

/** A fault that may pass by itself: no answer, or the store is away. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === null || status === 503;
}

export const queryClient: QueryClient = new QueryClient({
  // What cannot be loaded is shown where it was to stand; only what is on the page already and could not be renewed needs a toast.
  queryCache: new QueryCache({
    onError: (error, query) => {
      const status = statusOf(error);
      const isShown = query.meta?.handled === true || (query.meta?.tellsGone === true && status === 404);
      if (query.state.data !== undefined && !mayPass(error) && status !== 401 && !isShown) {
        sayError(messageOf(error));
      }
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      const status = statusOf(error);
      if (status !== null && outdated.has(status)) {
        void queryClient.invalidateQueries();
      }
      if (mutation.meta?.handled !== true && status !== 401) {
        sayError(messageOf(error));
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && mayPass(error),
      networkMode: 'always',
      structuralSharing: withOldParts,
    },
    mutations: { networkMode: 'always' },
  },
});
