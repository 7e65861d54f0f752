import type { QueryClient } from '@tanstack/react-query';

/** The first words of the keys of all queries that ask what people can change. */
const followed = new Set([
  'overview',
  'flags',
  'segments',
  'experiments',
  'metrics',
  'layers',
  'holdouts',
  'environments',
  'sdk-keys',
  'audit',
  'users',
]);

/** After any change: what the page shows is read again, all else when it is shown next. Resolves when the page shows it. */
export function renew(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ predicate: (query) => followed.has(String(query.queryKey[0])) });
}
