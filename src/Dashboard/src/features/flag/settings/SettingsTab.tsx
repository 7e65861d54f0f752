import { Stack } from '@mantine/core';
import type { FlagResponse } from '@/api/generated/api';
import { BucketingFields } from './BucketingFields';
import { EndOfLife } from './EndOfLife';
import { PeopleFields } from './PeopleFields';

export function SettingsTab({ flag }: { flag: FlagResponse }) {
  return (
    <Stack gap="md" maw={760}>
      <PeopleFields />
      <BucketingFields />
      <EndOfLife flag={flag} />
    </Stack>
  );
}
