import { Group, Stack, Text } from '@mantine/core';
import { errorOfList } from '@/lib/fieldErrors';
import { PillValues } from '@/targeting/PillValues';
import { splitIds, textOf } from '@/targeting/values';
import { useDraftView } from '../draft/context';
import { idsOf, withIds } from '../draft/targets';
import { Step } from './Step';

export function IndividualUsers() {
  const { fields, edit, errors, denied } = useDraftView();
  const count = fields.targets.reduce((sum, target) => sum + target.user_ids.length, 0);
  const readOnly = denied !== null;
  return (
    <Step
      number={2}
      title="Individual users"
      text={
        count === 0
          ? 'Nobody is named. Users named here get their variant whatever the rules say.'
          : `${count === 1 ? 'One user gets' : `${count.toLocaleString('en')} users get`} their variant whatever the rules say. Each has one: naming somebody here takes them from another variant.`
      }
    >
      <Stack gap="sm">
        {fields.variants.map(({ key }) => {
          const ids = idsOf(fields.targets, key);
          const place = fields.targets.findIndex((target) => target.variant === key);
          return (
            <div key={key}>
              <Group gap="xs" mb={4}>
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {key}
                </Text>
                <Text size="sm" c="dimmed" className="numbers">
                  {ids.length.toLocaleString('en')} {ids.length === 1 ? 'user' : 'users'}
                </Text>
              </Group>
              {(ids.length > 0 || !readOnly) && (
                <PillValues
                  label={`User ids for ${key}`}
                  placeholder="Add user ids, or paste many"
                  values={ids}
                  onChange={(changed) => edit(({ targets }) => ({ targets: withIds(targets, key, changed as string[]) }))}
                  parse={textOf}
                  split={splitIds}
                  description={
                    readOnly
                      ? undefined
                      : 'Pasted lines are one id each, commas and all; a single line is split at commas and tabs.'
                  }
                  readOnly={readOnly}
                  error={place === -1 ? undefined : errorOfList(errors, `targets[${place}]`)}
                />
              )}
            </div>
          );
        })}
      </Stack>
    </Step>
  );
}
