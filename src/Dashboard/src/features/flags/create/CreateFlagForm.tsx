import { Button, Group, Input, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import { typeNames } from '@/lib/flagTypes';
import { useUser } from '@/session/user';
import type { useCreateFlag } from '../api/createFlag';
import type { Place } from '../places';
import { DescriptionFields } from './DescriptionFields';
import { type FlagDraft, type FlagType, faultsOf, keyOf, newDraft, requestOf } from './draft';
import { EnvironmentChoice } from './EnvironmentChoice';
import { VariantFields } from './VariantFields';

interface Props {
  places: Place[];
  creation: ReturnType<typeof useCreateFlag>;
  onCreated: (key: string, environmentKey: string) => void;
  onCancel: () => void;
}

const typeHints: Record<FlagType, string> = {
  boolean: 'On or off for everybody, or by rules.',
  percentage: 'On for a share of users, who keep it as the share grows.',
  multivariate: 'Any number of variants with values of their own, dealt out by weights.',
};

export function CreateFlagForm({ places, creation, onCreated, onCancel }: Props) {
  const user = useUser();
  const [draft, setDraft] = useState(() => newDraft(user.email));
  const [chosen, setChosen] = useState(() =>
    places.filter((place) => place.denied === null).map((place) => place.environment.key),
  );
  const [wasSubmitted, setSubmitted] = useState(false);
  const { create, outcomes, isPending } = creation;
  const set = (changes: Partial<FlagDraft>) => setDraft((old) => ({ ...old, ...changes }));

  const faults = faultsOf(draft);
  const key = keyOf(draft);
  const isBegun = Object.values(outcomes).some((outcome) => outcome.state === 'created');
  const refused = Object.values(outcomes).find((outcome) => outcome.state === 'failed');
  const serverFaults = refused?.state === 'failed' ? fieldErrorsOf(refused.error) : {};
  const errorOf = (field: string) => (wasSubmitted ? (faults[field] ?? serverFaults[field]?.join(' ')) : undefined);
  const keyError = errorOf('key') ?? (key === '' ? undefined : faults.key);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(faults).length === 0 && chosen.length > 0 && !isPending) {
      if (await create((environment) => requestOf(draft, environment), chosen)) {
        onCreated(key, chosen[0] ?? '');
      }
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="For people"
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errorOf('name')}
          maxLength={200}
          required
        />
        <TextInput
          label="Key"
          description="For code; it cannot be changed later"
          value={key}
          onChange={(event) => set({ key: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          error={keyError}
          disabled={isBegun}
          spellCheck={false}
          required
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <div>
          <Input.Label component="div" id="flag-type" mb={4}>
            Type
          </Input.Label>
          <SegmentedControl
            aria-labelledby="flag-type"
            data={Object.entries(typeNames).map(([value, label]) => ({ value, label }))}
            value={draft.type}
            onChange={(type) => set({ type: type as FlagType })}
            disabled={isBegun}
            fullWidth
          />
          <Text size="sm" c="dimmed" mt={6}>
            {typeHints[draft.type]}
          </Text>
        </div>
        {draft.type === 'percentage' && (
          <NumberInput
            label="Share of users, once it is on"
            value={draft.rollout}
            onChange={(rollout) => set({ rollout })}
            min={0}
            max={100}
            decimalScale={3}
            clampBehavior="none"
            suffix=" %"
            error={errorOf('rollout_percentage')}
            maw={220}
          />
        )}
        {draft.type === 'multivariate' && <VariantFields draft={draft} onChange={set} errorOf={errorOf} isLocked={isBegun} />}
        <DescriptionFields draft={draft} onChange={set} errorOf={errorOf} />
        <EnvironmentChoice
          places={places}
          chosen={chosen}
          onChange={setChosen}
          outcomes={outcomes}
          flagKey={key}
          error={wasSubmitted && chosen.length === 0 ? 'Choose at least one.' : undefined}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} disabled={isPending}>
            {isBegun ? 'Close' : 'Cancel'}
          </Button>
          <Button type="submit" loading={isPending}>
            {isBegun ? 'Try the others again' : 'Create flag'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
