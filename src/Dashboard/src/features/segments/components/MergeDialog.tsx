import { Button, Group, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SegmentResponse } from '@/api/generated/api';
import { Changes } from '@/components/Changes';
import { Dialog } from '@/components/Dialog';
import { changesOf, type Draft, merge, type TextField } from '../draft';
import type { Editing } from '../useDraft';

const words: Record<TextField, string> = { name: 'Name', description: 'Description', when: 'Condition' };

interface Props {
  mine: Editing;
  theirs: SegmentResponse;
  onMerged: (editing: Editing) => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** Two people changed the same segment: shows what each did and brings it together. Nothing is written here, so nothing is lost. */
export function MergeDialog({ mine, theirs, onMerged, onDiscard, onClose }: Props) {
  const merged = useMemo(() => merge(mine.base, mine.draft, theirs), [mine, theirs]);
  const [taken, setTaken] = useState<Partial<Record<TextField, 'mine' | 'theirs'>>>({});
  const isDecided = merged.conflicts.every((field) => taken[field] !== undefined);
  const proceed = () => {
    const fromThem = merged.conflicts.filter((field) => taken[field] === 'theirs').map((field) => [field, theirs[field]]);
    onMerged({ base: theirs, draft: { ...merged.draft, ...Object.fromEntries(fromThem) } });
  };
  return (
    <Dialog onClose={onClose} title="Somebody else has saved this segment" size="lg" closeOnClickOutside={false}>
      <Stack>
        <Text size="sm">Your changes are still here. Bring both together, look at the result, then save it.</Text>
        <Side title="What they changed" base={mine.base} draft={theirs} />
        <Side title="What you changed" base={mine.base} draft={mine.draft} />
        {merged.conflicts.map((field) => (
          <Radio.Group
            key={field}
            label={`${words[field]}: both of you changed it. Keep`}
            value={taken[field] ?? ''}
            onChange={(side) => setTaken({ ...taken, [field]: side as 'mine' | 'theirs' })}
          >
            <Group mt={4}>
              <Radio value="mine" label="yours" />
              <Radio value="theirs" label="theirs" />
            </Group>
          </Radio.Group>
        ))}
        <Group justify="flex-end">
          <Button variant="subtle" color="red" onClick={onDiscard}>
            Discard yours
          </Button>
          <Button onClick={proceed} disabled={!isDecided}>
            Bring together
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Side({ title, base, draft }: { title: string; base: Draft; draft: Draft }) {
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="h6" mb="xs">
        {title}
      </Title>
      <Changes changes={changesOf(base, draft)} />
    </Paper>
  );
}
