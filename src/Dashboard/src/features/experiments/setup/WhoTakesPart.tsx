import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { holdoutsQuery } from '@/api/holdouts';
import { layersQuery } from '@/api/layers';
import { errorAt, errorOfList } from '@/lib/fieldErrors';
import { percentText } from '@/lib/percent';
import { ConditionEditor } from '@/targeting/ConditionEditor';
import { Section } from '../components/Section';
import { useSetUp } from './context';

/** Which share of which units, and what else is kept about them. */
export function WhoTakesPart() {
  const { draft, change, errors, locks, readOnly } = useSetUp();
  const isFixed = readOnly || locks.dealing;
  return (
    <Section
      title="Who takes part"
      description="Whoever is targeted individually or by a rule of the flag gets what that says, and takes no part."
    >
      <NumberInput
        label="Traffic"
        description="The share of everybody meant below who takes part; the others get the flag’s default"
        maw={420}
        value={draft.traffic_percentage}
        onChange={(value) => change({ traffic_percentage: Number(value) })}
        min={0}
        max={100}
        decimalScale={3}
        suffix=" %"
        readOnly={isFixed}
        error={errorAt(errors, 'traffic_percentage')}
      />
      <Targeting isFixed={isFixed} />
      <Sharing isFixed={isFixed} />
      <TagsInput
        label="Dimensions"
        description="Attributes to break results down by, at most 10; their values at a unit’s first exposure are kept"
        maw={640}
        value={draft.dimensions}
        onChange={(dimensions) => change({ dimensions })}
        maxTags={10}
        data={['country', 'platform', 'plan', 'language', 'app_version'].filter((name) => !draft.dimensions.includes(name))}
        readOnly={isFixed}
        error={errorOfList(errors, 'dimensions')}
      />
      <TextInput
        label="Salt"
        description="Optional, and rarely needed: hashed with the unit to choose its arm. Each run gets a new one by itself."
        maw={420}
        value={draft.salt ?? ''}
        onChange={(event) => change({ salt: event.currentTarget.value || null })}
        readOnly={isFixed}
        error={errorAt(errors, 'salt')}
      />
    </Section>
  );
}

function Targeting({ isFixed }: { isFixed: boolean }) {
  const { environment, draft, change, errors } = useSetUp();
  const begin = () => change({ when: { all: [{ attribute: '', operator: 'equals', values: [] }] } });
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {draft.when === null ? 'Everybody is meant' : 'Only who is meant by this condition'}
        </Text>
        {!isFixed && (
          <Button size="compact-sm" variant="subtle" onClick={() => (draft.when === null ? begin() : change({ when: null }))}>
            {draft.when === null ? 'Add a condition' : 'Remove the condition'}
          </Button>
        )}
      </Group>
      {draft.when !== null && (
        <ConditionEditor
          value={draft.when}
          onChange={(when) => change({ when })}
          environmentKey={environment.key}
          path="when"
          errors={errors}
          readOnly={isFixed}
          exclude={{ flag: draft.flag_key }}
        />
      )}
    </Stack>
  );
}

/** What it shares its units with, and who stays out of everything. */
function Sharing({ isFixed }: { isFixed: boolean }) {
  const { environment, draft, change, errors } = useSetUp();
  const { data: layers = [] } = useQuery(layersQuery(environment.key));
  const { data: holdouts = [] } = useQuery(holdoutsQuery(environment.key));
  const offered = (all: { value: string; label: string }[], chosen: string | null) =>
    chosen === null || all.some(({ value }) => value === chosen)
      ? all
      : [...all, { value: chosen, label: `${chosen} (not here)` }];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} maw={640}>
      <Select
        label="Layer"
        description="Experiments in one layer never meet in a unit"
        placeholder="None"
        data={offered(
          layers.map((layer) => ({
            value: layer.key,
            label: `${layer.name} (${percentText(layer.free_percentage)} free)`,
          })),
          draft.layer,
        )}
        value={draft.layer}
        onChange={(layer) => change({ layer })}
        clearable={!isFixed}
        clearButtonProps={{ 'aria-label': 'Clear: layer' }}
        readOnly={isFixed}
        error={errorAt(errors, 'layer')}
      />
      <Select
        label="Holdout"
        description="Units in it get the off variant and take no part"
        placeholder="None"
        data={offered(
          holdouts.map((holdout) => ({
            value: holdout.key,
            label: `${holdout.name} (${percentText(holdout.percentage)})`,
          })),
          draft.holdout,
        )}
        value={draft.holdout}
        onChange={(holdout) => change({ holdout })}
        clearable={!isFixed}
        clearButtonProps={{ 'aria-label': 'Clear: holdout' }}
        readOnly={isFixed}
        error={errorAt(errors, 'holdout')}
      />
    </SimpleGrid>
  );
}
