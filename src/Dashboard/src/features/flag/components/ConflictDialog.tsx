import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { Dialog } from '@/components/Dialog';
import { When } from '@/components/When';
import { type Changes as ChangesOfFields, changesBetween } from '@/lib/changes';
import { lastChangeQuery } from '../api/lastChange';
import type { Draft } from '../draft/draft';
import { type FieldName, type Fields, fieldsOf } from '../draft/fields';
import { type Choice, type Conflict, changesBeside, compareSides, mergeFields } from '../draft/merge';
import { ConflictField } from './ConflictField';

interface Props {
  draft: Draft;
  theirs: FlagResponse;
  environment: EnvironmentResponse;
  onResolve: (fields: Fields) => void;
  onClose: () => void;
}

/** Somebody else has saved meanwhile: what both changed is chosen here, all else fits together by itself. */
export function ConflictDialog({ draft, theirs, environment, onResolve, onClose }: Props) {
  const [base, other] = [fieldsOf(draft.base), fieldsOf(theirs)];
  const { conflicts, taken, same } = compareSides(base, other, draft.fields);
  const [choices, setChoices] = useState<Partial<Record<FieldName, Choice>>>({});
  const { data: change } = useQuery(lastChangeQuery(theirs.key, environment.key, theirs.version));
  const open = conflicts.filter(({ field }) => choices[field] === undefined).length;
  const changesOf = (fields: FieldName[]) =>
    changesBetween(base, Object.fromEntries(fields.map((field) => [field, other[field]])));
  const kept = { ...changesBeside(draft.base, theirs), ...changesOf(taken) };
  return (
    <Dialog onClose={onClose} size="xl" title="This flag was changed meanwhile">
      <Stack>
        <Alert color="blue" icon={<IconUsers aria-hidden />}>
          {change?.user_email ?? 'Somebody'} saved it in {environment.name} <When time={theirs.updated_at} />. Nothing of yours is
          lost.
        </Alert>
        {conflicts.length > 0 && <Choosing conflicts={conflicts} choices={choices} onChoose={setChoices} />}
        <Told title="Changed by them alone, and kept" changes={kept} />
        <Told title="You both made the same change" changes={changesOf(same)} />
        {conflicts.length + same.length === 0 && (
          <Text size="sm">You changed other fields than they did, so both fit together.</Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back to editing
          </Button>
          <Button disabled={open > 0} onClick={() => onResolve(mergeFields(base, other, draft.fields, choices))} data-autofocus>
            {open > 0 ? `${open} left to choose` : 'Review what is left to save'}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Told({ title, changes }: { title: string; changes: ChangesOfFields }) {
  return Object.keys(changes).length === 0 ? null : (
    <section>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <Changes changes={changes} />
    </section>
  );
}

interface ChoosingProps {
  conflicts: Conflict[];
  choices: Partial<Record<FieldName, Choice>>;
  onChoose: (choices: Partial<Record<FieldName, Choice>>) => void;
}

function Choosing({ conflicts, choices, onChoose }: ChoosingProps) {
  const chooseAll = (choice: Choice) => onChoose(Object.fromEntries(conflicts.map(({ field }) => [field, choice])));
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          Changed by both
        </Title>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => chooseAll('mine')}>
            Keep all of mine
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => chooseAll('theirs')}>
            Take all of theirs
          </Button>
        </Group>
      </Group>
      <Stack gap="sm">
        {conflicts.map((conflict) => (
          <ConflictField
            key={conflict.field}
            conflict={conflict}
            choice={choices[conflict.field] ?? null}
            onChoose={(choice) => onChoose({ ...choices, [conflict.field]: choice })}
          />
        ))}
      </Stack>
    </section>
  );
}
