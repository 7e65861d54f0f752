import { Switch, Tooltip } from '@mantine/core';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { confirm } from '@/components/confirm';
import { sayUndoable } from '@/components/toasts';
import { useUpdateFlag } from '../api/updateFlag';
import { useDraftView } from '../draft/context';

interface Props {
  flag: FlagResponse;
  environment: EnvironmentResponse;
}

/** Acts at once, besides any draft: whoever needs it needs it now. */
export function EnabledSwitch({ flag, environment }: Props) {
  const { denied, rebase } = useDraftView();
  const update = useUpdateFlag(flag.key, environment.key);
  const turn = async (isOn: boolean) => {
    const word = isOn ? 'on' : 'off';
    const isAgreed =
      !environment.is_protected ||
      (await confirm({
        title: `Turn ${flag.name} ${word} in ${environment.name}?`,
        text: isOn
          ? 'Its rules and default decide from now on what users get.'
          : `Everybody gets the off variant, “${flag.off_variant}”, from now on.`,
        action: `Turn ${word} in ${environment.name}`,
        isDangerous: true,
      }));
    if (isAgreed) {
      const save = (is_enabled: boolean) => update.mutateAsync({ fields: { is_enabled } }).then(rebase);
      save(isOn).then(
        () => sayUndoable(`Turned ${word} in ${environment.name}.`, () => void save(!isOn).catch(() => {})),
        () => {}, // was told
      );
    }
  };
  return (
    <Tooltip label={denied} disabled={denied === null} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <Switch
        size="lg"
        color="teal.9"
        onLabel="On"
        offLabel="Off"
        aria-label={`Flag is on in ${environment.name}`}
        checked={update.isPending ? (update.variables.fields.is_enabled ?? flag.is_enabled) : flag.is_enabled}
        onChange={(event) => denied === null && void turn(event.currentTarget.checked)}
        aria-disabled={denied !== null}
        styles={denied === null ? undefined : { track: { cursor: 'not-allowed', opacity: 0.6 } }}
      />
    </Tooltip>
  );
}
