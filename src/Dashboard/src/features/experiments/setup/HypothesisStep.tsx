import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { NameAndKey } from '@/components/NameAndKey';
import { errorAt } from '@/lib/fieldErrors';
import { keyFrom } from '@/lib/keys';
import { EditingContext } from '@/targeting/context';
import { FlagSelect } from '@/targeting/FlagSelect';
import { useSetUp } from './context';

export function HypothesisStep() {
  const { base, draft, change, newKey, setNewKey, errors, readOnly } = useSetUp();
  return (
    <Stack maw={640}>
      {base === null ? (
        <NameAndKey
          value={{ name: draft.name, key: newKey }}
          onChange={({ name, key }) => {
            change({ name });
            setNewKey(key);
          }}
          errors={errors as Record<string, string[]>}
          keyFrom={keyFrom}
          keyDescription="What requests name it by, in the whole installation. It cannot be changed later."
        />
      ) : (
        <TextInput
          label="Name"
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errorAt(errors, 'name')}
          readOnly={readOnly}
        />
      )}
      <Textarea
        label="Hypothesis"
        description="What you expect, of whom, and why: “Showing shipping costs early makes more people who fill a cart buy, because nothing surprises them at the end.”"
        autosize
        minRows={3}
        value={draft.hypothesis}
        onChange={(event) => change({ hypothesis: event.currentTarget.value })}
        error={errorAt(errors, 'hypothesis')}
        readOnly={readOnly}
      />
      <Flag />
      <Textarea
        label="Notes"
        description="Optional: where the design is described, whom to ask"
        autosize
        minRows={2}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        error={errorAt(errors, 'description')}
        readOnly={readOnly}
      />
    </Stack>
  );
}

function Flag() {
  const { environment, draft, change, errors, locks, readOnly } = useSetUp();
  const isFixed = readOnly || locks.judging;
  const choose = (key: string) => change({ flag_key: key, arms: [], control: '' }); // the next step proposes arms
  return (
    <EditingContext value={{ environmentKey: environment.key, errors, readOnly: isFixed, exclude: {}, attributes: [] }}>
      <div>
        <Text size="sm" fw={500} aria-hidden>
          Flag
        </Text>
        <Text size="xs" c="dimmed" mb={4}>
          Its variants are what is compared. In <bdi>{environment.name}</bdi>.
        </Text>
        <FlagSelect value={draft.flag_key} onChange={choose} excluded={[]} error={errorAt(errors, 'flag_key')} />
      </div>
    </EditingContext>
  );
}
