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
          <Alert key={reason} color="orange" icon={<IconHourglass aria-hidden />} title={what}>
            {advice}
          </Alert>
        );
      })}
    </Stack>
  );
}
