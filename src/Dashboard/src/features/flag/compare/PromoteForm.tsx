import { Group, Select } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useEnvironments } from '@/api/environments';
import type { FlagComparisonResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { PromoteDialog } from './PromoteDialog';

/** From where to where; the dialog then shows what would change. */
export function PromoteForm({ comparison, environmentKey }: { comparison: FlagComparisonResponse; environmentKey: string }) {
  const user = useUser();
  const environments = useEnvironments();
  const having = comparison.environments.filter((place) => place.flag !== null).map((place) => place.environment_key);
  const [from, setFrom] = useState(having.includes(environmentKey) ? environmentKey : (having[0] ?? null));
  const next = environments[environments.findIndex((environment) => environment.key === from) + 1] ?? environments[0];
  const [chosen, setChosen] = useState(having.includes(environmentKey) ? null : environmentKey); // where it is missing, it is wanted
  const to = chosen !== null && chosen !== from ? chosen : next?.key !== from ? (next?.key ?? null) : null;
  const [isOpen, setOpen] = useState(false);

  const target = environments.find((environment) => environment.key === to);
  const choice = (keys: string[]) =>
    environments.filter(({ key }) => keys.includes(key)).map(({ key, name }) => ({ value: key, label: name }));
  const denied =
    target === undefined || from === null ? 'There is no other environment to promote to.' : denyChange(user, target);
  return (
    <Group align="flex-end" gap="sm">
      <Select label="Promote from" data={choice(having)} value={from} onChange={setFrom} allowDeselect={false} w={160} />
      <Select
        label="To"
        data={choice(environments.map(({ key }) => key).filter((key) => key !== from))}
        value={to}
        onChange={setChosen}
        allowDeselect={false}
        w={160}
      />
      <ActionButton
        variant="default"
        rightSection={<IconArrowRight size={16} aria-hidden />}
        denied={denied}
        onClick={() => setOpen(true)}
      >
        Review and promote
      </ActionButton>
      {isOpen && from !== null && target !== undefined && (
        <PromoteDialog comparison={comparison} from={from} target={target} onClose={() => setOpen(false)} />
      )}
    </Group>
  );
}
