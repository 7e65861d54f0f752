import { useHotkeys } from '@mantine/hooks';
import { CatchBoundary } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useSyncExternalStore } from 'react';
import { sayError } from '@/components/toasts';
import { Store } from '@/lib/store';
import { useShortcuts } from './useShortcuts';

const loadPalette = () => import('./PaletteDialog').then((file) => ({ default: file.PaletteDialog }));
const PaletteDialog = lazy(loadPalette);
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog').then((file) => ({ default: file.ShortcutsDialog })));

const open = new Store<'palette' | 'shortcuts' | null>(null);

export function openPalette(): void {
  open.set('palette');
}

function showShortcuts(): void {
  open.set('shortcuts');
}

/** Where the palette and the list of shortcuts appear, and where the keyboard is listened to; stands once, in the shell. */
export function Palette() {
  const shown = useSyncExternalStore(open.subscribe, open.get);
  const close = useCallback(() => open.set(null), []);
  useEffect(() => {
    const soon = setTimeout(() => loadPalette().catch(() => {}), 2_000); // so that whoever types at once loses nothing
    return () => clearTimeout(soon);
  }, []);
  useHotkeys([['mod+K', openPalette]], []); // also while typing
  useShortcuts(openPalette, showShortcuts);
  return (
    // Where it cannot be loaded, the page behind it stays, with what is not saved.
    <CatchBoundary
      getResetKey={() => shown ?? ''}
      errorComponent={() => null}
      onCatch={() => {
        close();
        sayError(
          'This could not be loaded from the server. Try again when it can be reached; if that does not help, reload the page.',
        );
      }}
    >
      <Suspense>
        {shown === 'palette' && <PaletteDialog onClose={close} onShortcuts={showShortcuts} />}
        {shown === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </CatchBoundary>
  );
}
