import { Stack } from '@mantine/core';
import type { FlagResponse } from '@/api/generated/api';
import { BucketingFields } from './BucketingFields';
import { EndOfLife } from './EndOfLife';
import { PeopleFields } from './PeopleFields';

export function SettingsTab({ flag, isGone }: { flag: FlagResponse; isGone: boolean }) {
  return (
    <Stack gap="md" maw={760}>
      <PeopleFields />
      <BucketingFields />
      {!isGone && <EndOfLife flag={flag} />}
    </Stack>
  );
}
