import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { FlagSearch } from './filter';

/** The page's address as its state. The text of the search field runs ahead of it, so that typing never waits. */
export function useFlagSearch() {
  const search = useSearch({ from: '/flags' });
  const navigate = useNavigate({ from: '/flags' });
  const [text, setText] = useState(search.q ?? '');
  const written = useRef(search.q ?? '');

  useEffect(() => {
    const q = search.q ?? '';
    if (q !== written.current) {
      written.current = q;
      setText(q); // "back", or a link
    }
  }, [search.q]);

  const change = (changes: Partial<FlagSearch & { archived: string; create: string }>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });
  return {
    search,
    text,
    change,
    setText: (next: string) => {
      setText(next);
      written.current = next.trim();
      change({ q: next.trim() || undefined });
    },
    clear: () => {
      setText('');
      written.current = '';
      void navigate({ search: {}, replace: true });
    },
  };
}
