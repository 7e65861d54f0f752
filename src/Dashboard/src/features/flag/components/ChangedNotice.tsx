import { Alert } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FlagResponse } from '@/api/generated/api';
import { When } from '@/components/When';
import { useUser } from '@/session/user';
import { lastChangeQuery } from '../api/lastChange';

/** Somebody has saved the flag while there are unsaved changes of it here. */
export function ChangedNotice({ flag }: { flag: FlagResponse }) {
  const user = useUser();
  const { data: change } = useQuery(lastChangeQuery(flag.key, flag.environment_key, flag.version));
  const who = change?.user_id === user.id ? 'You, elsewhere,' : (change?.user_email ?? 'Somebody');
  return (
    <Alert color="blue" icon={<IconUsers aria-hidden />} mb="md" role="status">
      {who} changed this flag <When time={flag.updated_at} />. Your changes stand on the version before; when you save, you choose
      what holds where both differ.
    </Alert>
  );
}
