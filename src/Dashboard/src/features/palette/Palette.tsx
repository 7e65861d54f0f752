import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useCallback, useEffect, useSyncExternalStore } from 'react';
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
    const soon = setTimeout(loadPalette, 2_000); // so that whoever types at once loses nothing
    return () => clearTimeout(soon);
  }, []);
  useHotkeys([['mod+K', openPalette]], []); // also while typing
  useShortcuts(openPalette, showShortcuts);
  return (
    <Suspense>
      {shown === 'palette' && <PaletteDialog onClose={close} onShortcuts={showShortcuts} />}
      {shown === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </Suspense>
  );
}
