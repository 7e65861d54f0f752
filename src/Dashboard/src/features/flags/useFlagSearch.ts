import { useNavigate, useSearch } from '@tanstack/react-router';
import { useAddressText } from '@/lib/useAddressText';
import type { FlagSearch } from './filter';

/** The page's address as its state. */
export function useFlagSearch() {
  const search = useSearch({ from: '/flags' });
  const navigate = useNavigate({ from: '/flags' });
  const change = (changes: Partial<FlagSearch & { archived: string; create: string }>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });
  const [text, setText] = useAddressText(search.q, (q) => change({ q }));
  return { search, text, setText, change, clear: () => void navigate({ search: {}, replace: true }) };
}
