import { Stack } from '@mantine/core';
import { PageHeader } from '@/components/PageHeader';
import { Password } from './components/Password';
import { Profile } from './components/Profile';
import { Server } from './components/Server';
import { Theme } from './components/Theme';

export function SettingsPage() {
  return (
    <>
      <PageHeader title="Settings" description="Yours, and how the server is." />
      <Stack maw={760}>
        <Profile />
        <Password />
        <Theme />
        <Server />
      </Stack>
    </>
  );
}
