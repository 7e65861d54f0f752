import { Alert, Stack } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { staleWords } from '@/lib/stale';

/** Why the flag may be ready to go, and what to do about it. */
export function StaleNotices({ reasons }: { reasons: string[] }) {
  return reasons.length === 0 ? null : (
    <Stack gap="xs">
      {reasons.map((reason) => {
        const { what, advice } = staleWords(reason);
        return (
          <Alert
            key={reason}
            variant="default"
            icon={<IconHourglass aria-hidden color="var(--mantine-color-orange-7)" />}
            title={what}
          >
            {advice}
          </Alert>
        );
      })}
    </Stack>
  );
}
