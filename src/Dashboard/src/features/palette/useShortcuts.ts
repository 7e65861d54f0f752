import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type Action, isTyping, matchShortcut } from './shortcuts';

const patience = 1_200; // ms between two keys that belong together

/** Pages with things of their own to make; elsewhere it is a flag. */
const creating = ['/segments', '/metrics', '/layers', '/holdouts'] as const;

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('#main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Single keys, which are nobody's while a field, a dialog or a menu has the keyboard. */
export function useShortcuts(openPalette: () => void, showHelp: () => void): void {
  const navigate = useNavigate();
  const router = useRouter();
  const pressed = useRef<{ keys: string[]; at: number }>({ keys: [], at: 0 });

  useEffect(() => {
    const run = (action: Action) => {
      if (action.do === 'go') {
        void navigate({ to: action.to });
      } else if (action.do === 'help') {
        showHelp();
      } else if (action.do === 'create') {
        const path = router.state.location.pathname;
        const to = creating.find((page) => path.startsWith(page)) ?? '/flags';
        void navigate({ to, search: (search) => ({ ...search, create: '1' }) });
      } else if (!focusSearch()) {
        openPalette();
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !event.isComposing;
      if (!isOurs || isTyping(event.target) || document.querySelector('[aria-modal="true"], [role="menu"]') !== null) {
        return;
      }

      const isLate = event.timeStamp - pressed.current.at > patience;
      const keys = [...(isLate ? [] : pressed.current.keys), event.key];
      const match = matchShortcut(keys);
      pressed.current = { keys: match === 'more' ? keys : [], at: event.timeStamp };
      if (match !== null && match !== 'more') {
        event.preventDefault();
        run(match.action);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate, router, openPalette, showHelp]);
}
