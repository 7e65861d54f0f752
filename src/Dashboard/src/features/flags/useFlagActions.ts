import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { confirm } from '@/components/confirm';
import { useChangeFlag } from './api/changeFlag';
import type { FlagActions, Place } from './places';

function agreed(place: Place, title: string, text: string, action: string): Promise<boolean> {
  return place.environment.is_protected
    ? confirm({ title, text: `${text} ${place.environment.name} is protected, and it takes effect at once.`, action })
    : Promise.resolve(true);
}

export function useFlagActions(): FlagActions {
  const change = useChangeFlag();
  const navigate = useNavigate({ from: '/flags' });
  return useMemo(
    () => ({
      toggle: async (flag, here, place) => {
        const where = place.environment.name;
        const word = (isOn: boolean) => (isOn ? 'on' : 'off');
        const isOn = !here.is_enabled;
        const title = `Switch ${flag.key} ${word(isOn)} in ${where}`;
        const text = isOn ? 'It serves again what its targeting says.' : 'Everybody gets its off variant.';
        if (await agreed(place, title, text, `Switch ${word(isOn)}`)) {
          change({
            flagKey: flag.key,
            environmentKey: here.environment_key,
            fields: { is_enabled: isOn },
            done: `${flag.key} is ${word(isOn)} in ${where}.`,
            undo: { fields: { is_enabled: !isOn }, done: `${flag.key} is ${word(!isOn)} in ${where} again.` },
          });
        }
      },
      rollOut: async (flag, here, place, percentage) => {
        const where = place.environment.name;
        const before = here.rollout_percentage ?? 0;
        const text = `Its share goes from ${before} % to ${percentage} %.`;
        if (await agreed(place, `Roll ${flag.key} out in ${where}`, text, `Set ${percentage} %`)) {
          change({
            flagKey: flag.key,
            environmentKey: here.environment_key,
            fields: { rollout_percentage: percentage },
            done: `${flag.key} is rolled out to ${percentage} % in ${where}${here.is_enabled ? '' : ', but still off'}.`,
            undo: { fields: { rollout_percentage: before }, done: `${flag.key} is back at ${before} % in ${where}.` },
          });
        }
      },
      showTag: (tag) => void navigate({ search: (search) => ({ ...search, tag }) }),
    }),
    [change, navigate],
  );
}
