import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@mantine/dates/styles.css';
import './app.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { SessionExpiredDialog } from '@/features/sign-in/SessionExpiredDialog';
import { SignInPage } from '@/features/sign-in/SignInPage';
import { styleNonce } from '@/lib/nonce';
import { useRenewal } from '@/session/renewal';
import { useSession } from '@/session/session';
import { queryClient } from './queryClient';
import { router } from './router';
import { colors, theme } from './theme';

const colorSchemes = localStorageColorSchemeManager({ key: 'featureflag.color-scheme' }); // public/color-scheme.js reads it too

setNonce(styleNonce() ?? ''); // for what keeps the page from scrolling behind a dialog

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colors}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={() => styleNonce() ?? ''}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" limit={4} />
        <Session />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Session() {
  const session = useSession();
  useRenewal();
  return session.kind === 'out' ? (
    <SignInPage />
  ) : (
    <>
      <RouterProvider router={router} />
      {session.kind === 'expired' && <SessionExpiredDialog />}
    </>
  );
}
