import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Condition } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt } from '@/lib/fieldErrors';
import classes from './ConditionEditor.module.css';
import { emptyLeaf, type GroupKind, group, groupOf, maxDepth, removeAt, replaceAt } from './conditions';
import { useEditing } from './context';
import { LeafEditor } from './LeafEditor';

const kinds: { value: GroupKind; label: string; empty: string }[] = [
  { value: 'all', label: 'All of these hold', empty: 'Without conditions this means everybody.' },
  { value: 'any', label: 'Any of these holds', empty: 'Without conditions this means nobody.' },
  { value: 'none', label: 'None of these holds', empty: 'Without conditions this means everybody.' },
];

interface Props {
  kind: GroupKind;
  items: Condition[];
  onChange: (value: Condition) => void;
  path: string;
  pathOf: (index: number) => string;
  depth: number;
}

export function GroupEditor({ kind, items, onChange, path, pathOf, depth }: Props) {
  const { errors, readOnly } = useEditing();
  const [added, setAdded] = useState<Condition | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const error = errorAt(errors, path);
  const add = (item: Condition) => {
    setAdded(item);
    onChange(group(kind, [...items, item]));
  };
  const remove = (index: number) => {
    onChange(group(kind, removeAt(items, index)));
    addButton.current?.focus();
  };
  return (
    <Stack gap="xs" className={classes.group} role="group" aria-label={kinds.find(({ value }) => value === kind)?.label}>
      <KindSelect kind={kind} onChange={(chosen) => onChange(group(chosen, items))} error={error} />
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {kinds.find(({ value }) => value === kind)?.empty}
        </Text>
      )}
      {items.map((item, index) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          key={index}
          item={item}
          onChange={(changed) => onChange(group(kind, replaceAt(items, index, changed)))}
          onRemove={() => remove(index)}
          path={pathOf(index)}
          depth={depth + 1}
          isNew={item === added}
        />
      ))}
      {!readOnly && (
        <Group gap="xs">
          <Button
            ref={addButton}
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add({ ...emptyLeaf })}
          >
            Add condition
          </Button>
          {depth + 2 <= maxDepth && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => add(group(kind === 'any' ? 'all' : 'any', [{ ...emptyLeaf }]))}
            >
              Add group
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function KindSelect({ kind, onChange, error }: { kind: GroupKind; onChange: (kind: GroupKind) => void; error?: string }) {
  const { readOnly } = useEditing();
  return (
    <Select
      size="xs"
      maw={200}
      aria-label="How the conditions are combined"
      data={kinds}
      value={kind}
      onChange={(chosen) => chosen !== null && onChange(chosen as GroupKind)}
      allowDeselect={false}
      readOnly={readOnly}
      error={error}
      styles={{ error: { width: 'max-content', maxWidth: '80vw' } }}
    />
  );
}

interface ItemProps {
  item: Condition;
  onChange: (value: Condition) => void;
  onRemove: () => void;
  path: string;
  depth: number;
  isNew: boolean;
}

function Item({ item, onChange, onRemove, path, depth, isNew }: ItemProps) {
  const { readOnly } = useEditing();
  const nested = groupOf(item);
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      {nested === null ? (
        <LeafEditor leaf={item} onChange={onChange} path={path} autoFocus={isNew} />
      ) : (
        <div className={classes.nested}>
          <GroupEditor
            kind={nested.kind}
            items={nested.children}
            onChange={onChange}
            path={path}
            pathOf={(index) => `${path}.${nested.kind}[${index}]`}
            depth={depth}
          />
        </div>
      )}
      {!readOnly && (
        <IconAction label={nested === null ? 'Remove condition' : 'Remove group'} onClick={onRemove} mt={4}>
          <IconX size={16} aria-hidden />
        </IconAction>
      )}
    </Group>
  );
}
