import { IconRestore } from '@tabler/icons-react';
import { useEnvironments } from '@/api/environments';
import type { AuditEntryResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirm } from '@/components/confirm';
import { sayDone } from '@/components/toasts';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useRestore } from '../api/restore';
import { planRestore } from '../planRestore';

/** On the entry of a deletion: makes the flag or segment again as it was. */
export function RestoreButton({ entry }: { entry: AuditEntryResponse }) {
  const plan = planRestore(entry);
  const user = useUser();
  const environment = useEnvironments().find((candidate) => candidate.key === entry.environment_key);
  const restore = useRestore();
  if (plan === null) {
    return null;
  }

  const ask = async () => {
    const isAgreed = await confirm({
      title: `Restore ${plan.type} ${entry.entity_key}`,
      text: `It is made again in ${environment?.name} as it was when it was deleted${environment?.is_protected === true ? '. This environment is protected: it takes effect for its users at once' : ''}. Its history goes on.`,
      action: `Restore ${plan.type}`,
    });
    if (isAgreed) {
      restore.mutate(plan, { onSuccess: () => sayDone(`The ${plan.type} ${entry.entity_key} is back.`) });
    }
  };

  return (
    <ActionButton
      size="compact-sm"
      variant="default"
      leftSection={<IconRestore size={14} aria-hidden />}
      loading={restore.isPending}
      denied={environment === undefined ? 'Its environment is gone.' : denyChange(user, environment)}
      onClick={() => void ask()}
    >
      Restore
    </ActionButton>
  );
}
