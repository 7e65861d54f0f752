import { Alert } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FlagResponse } from '@/api/generated/api';
import { When } from '@/components/When';
import { useUser } from '@/session/user';
import { lastChangeQuery } from '../api/lastChange';
import { changesBeside } from '../draft/merge';

/** Somebody has saved the flag while there are unsaved changes of it here. @param base the version that those were made on. */
export function ChangedNotice({ flag, base }: { flag: FlagResponse; base: FlagResponse }) {
  const user = useUser();
  const { data: change } = useQuery(lastChangeQuery(flag.key, flag.environment_key, flag.version));
  const { is_enabled, is_archived } = changesBeside(base, flag);
  const who = change?.user_id === user.id ? 'You, elsewhere,' : (change?.user_email ?? 'Somebody');
  return (
    <Alert color="blue" icon={<IconUsers aria-hidden />} mb="md" role="status">
      {who} changed this flag <When time={flag.updated_at} />.
      {is_archived !== undefined && (flag.is_archived ? ' It is archived now.' : ' It is no longer archived.')}
      {is_enabled !== undefined && ` It is ${flag.is_enabled ? 'on' : 'off'} now.`} Your changes stand on the version before; when
      you save, you choose what holds where both differ.
    </Alert>
  );
}
