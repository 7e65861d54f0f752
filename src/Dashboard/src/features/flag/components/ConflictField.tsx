import { Paper, Radio, SimpleGrid, Text } from '@mantine/core';
import { Changes } from '@/components/Changes';
import type { Choice, Conflict } from '../draft/merge';

interface Props {
  conflict: Conflict;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** One field that both changed: what each made of what it was. */
export function ConflictField({ conflict, choice, onChoose }: Props) {
  const { field, base, theirs, mine } = conflict;
  return (
    <Radio.Group value={choice} onChange={(chosen) => onChoose(chosen as Choice)} label={fieldWords(field)}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        <Paper withBorder p="sm">
          <Radio value="mine" label="Keep mine" mb="xs" />
          <Changes changes={{ [field]: { old: base, new: mine } }} />
        </Paper>
        <Paper withBorder p="sm">
          <Radio value="theirs" label="Take theirs" mb="xs" />
          <Changes changes={{ [field]: { old: base, new: theirs } }} />
        </Paper>
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={4}>
        Each shows what became of the field since the version that you started from.
      </Text>
    </Radio.Group>
  );
}

function fieldWords(field: string): string {
  const words = field.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
