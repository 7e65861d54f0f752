import { Alert, Button, Group, NumberInput, Slider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { flagQuery } from '@/api/flags';

interface Props {
  title: string;
  flagKey: string;
  environmentKey: string;
  percentage: number;
  onSave: (percentage: number) => void;
  onCancel: () => void;
}

export function RolloutForm({ title, flagKey, environmentKey, percentage, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState<number | string>(percentage);
  const flag = useQuery(flagQuery(flagKey, environmentKey));
  const isOverruled = flag.data !== undefined && flag.data.default_serve !== null; // a split: the overview does not tell
  const value = typeof draft === 'number' ? draft : Number.NaN;
  const isValid = value >= 0 && value <= 100;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid && value !== percentage) {
      onSave(value);
    } else if (isValid) {
      onCancel();
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" fw={600} lineClamp={2}>
          {title}
        </Text>
        {isOverruled && (
          <Alert color="orange" p="xs">
            Its default serves a split of its own, so this percentage has no effect. Open the flag to change it.
          </Alert>
        )}
        <NumberInput
          label="Rollout"
          description="0 to 100 %, up to 3 decimals; Enter saves"
          data-autofocus
          value={draft}
          onChange={setDraft}
          min={0}
          max={100}
          decimalScale={3}
          clampBehavior="none"
          allowNegative={false}
          suffix=" %"
          error={isValid ? undefined : 'A number from 0 to 100'}
        />
        <Slider
          thumbLabel="Rollout in percent"
          value={isValid ? value : percentage}
          onChange={setDraft}
          label={null}
          min={0}
          max={100}
          step={1}
          mb={4}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button size="xs" type="submit" disabled={!isValid}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
