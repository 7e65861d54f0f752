import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { SegmentResponse } from '@/api/generated/api';
import { EmptyState } from '@/components/States';
import { ConditionEditor } from '@/targeting/ConditionEditor';
import type { Draft } from '../draft';

interface Props {
  segment: SegmentResponse;
  draft: Draft;
  onChange: (fields: Partial<Draft>) => void;
  errors: Record<string, string[]>;
  readOnly: boolean;
}

/** By which all are in that neither list names. */
export function ConditionTab({ segment, draft, onChange, errors, readOnly }: Props) {
  const exclude = useMemo(() => ({ segment: segment.key }), [segment.key]);
  if (draft.when === null) {
    return (
      <EmptyState
        icon={<IconFilter size={28} />}
        title="No condition"
        text="Only the included ids are in; everybody else is out."
      >
        {!readOnly && (
          <Button
            variant="default"
            onClick={() => onChange({ when: { all: [{ attribute: '', operator: 'equals', values: [] }] } })}
          >
            Add a condition
          </Button>
        )}
      </EmptyState>
    );
  }

  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Whoever is on neither list is in when this holds.
        </Text>
        {!readOnly && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => onChange({ when: null })}>
            Remove the condition
          </Button>
        )}
      </Group>
      <ConditionEditor
        value={draft.when}
        onChange={(when) => onChange({ when })}
        environmentKey={segment.environment_key}
        path="when"
        errors={errors}
        readOnly={readOnly}
        exclude={exclude}
      />
    </Stack>
  );
}
