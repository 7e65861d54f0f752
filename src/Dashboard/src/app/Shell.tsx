import { Alert, AppShell, Burger, Group, ScrollArea, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconSearch, IconWifiOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { ConfirmHost } from '@/components/confirm';
import { openPalette, Palette } from '@/features/palette/Palette';
import { useLiveChanges } from '@/live/changes';
import { useReachable } from '@/live/connection';
import { AccountMenu } from './AccountMenu';
import { Logo } from './Logo';
import { Navigation } from './Navigation';
import { PageLoading } from './PageLoading';
import classes from './Shell.module.css';

/** What stands around every page. */
export function Shell() {
  const [isOpen, menu] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  const close = menu.close;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes whenever the page changes
  useEffect(close, [path, close]);
  useLiveChanges();

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <button type="button" className={`skip-link ${classes.skip}`} onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <AppShell.Header className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={menu.toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={isOpen ? 'Close navigation' : 'Open navigation'}
          />
          <Logo />
        </Group>
        <Group gap="sm" wrap="nowrap">
          <SearchButton />
          <Suspense>
            <AccountMenu />
          </Suspense>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages" inert={!isOpen && !isWide}>
        <AppShell.Section grow component={ScrollArea}>
          <Navigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <UnreachableNotice />
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Palette />
      <ConfirmHost />
    </AppShell>
  );
}

function SearchButton() {
  const isMac = navigator.platform.startsWith('Mac');
  return (
    <Tooltip label="Find a flag, a segment or a page">
      <UnstyledButton className={classes.search} onClick={openPalette} aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}>
        <IconSearch size={16} aria-hidden />
        <span className={classes.word}>Search</span>
        <Text size="xs" visibleFrom="sm" component="kbd" className={classes.keys}>
          {isMac ? '⌘K' : 'Ctrl K'}
        </Text>
      </UnstyledButton>
    </Tooltip>
  );
}

/** Says so while the server does not answer; renews everything when it does again. */
function UnreachableNotice() {
  const isReachable = useReachable();
  const wasReachable = useRef(true);
  const queryClient = useQueryClient();
  useEffect(() => {
    if (isReachable && !wasReachable.current) {
      void queryClient.invalidateQueries();
    }
    wasReachable.current = isReachable;
  }, [isReachable, queryClient]);

  return isReachable ? null : (
    <Alert color="orange" icon={<IconWifiOff aria-hidden />} title="The server cannot be reached" mb="md" role="status">
      What you see may be old. The dashboard keeps trying, and what you have not saved stays here.
    </Alert>
  );
}
