import { Stack } from '@mantine/core';
import { DefaultStep } from './DefaultStep';
import { IndividualUsers } from './IndividualUsers';
import { OffVariant } from './OffVariant';
import { Prerequisites } from './Prerequisites';
import { Rules } from './Rules';

/** In the order in which evaluation looks at it. */
export function TargetingTab() {
  return (
    <Stack gap="md">
      <Prerequisites />
      <IndividualUsers />
      <Rules />
      <DefaultStep number={4} />
      <OffVariant />
    </Stack>
  );
}
