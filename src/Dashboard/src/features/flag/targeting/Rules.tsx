import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { TargetingRule } from '@/api/generated/api';
import { sayUndoable } from '@/components/toasts';
import { hasErrorBelow } from '@/lib/fieldErrors';
import { useDraftView } from '../draft/context';
import { newRule, withCopy, withMoved } from '../draft/rules';
import { ruleName } from '../draft/variants';
import { announcements } from './announcements';
import { RuleCard } from './RuleCard';
import { Step } from './Step';

export function Rules() {
  const { fields, edit, errors, denied } = useDraftView();
  const { rules } = fields;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [fresh, setFresh] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = rules.map(idOf);
  const show = (id: string) => {
    setFresh(id);
    setOpen((old) => new Set([...old, id]));
  };
  const toggle = (id: string) => {
    setFresh(null);
    setOpen((old) => (old.has(id) ? new Set([...old].filter((other) => other !== id)) : new Set([...old, id])));
  };
  const move = (from: number, to: number) => edit((present) => ({ rules: withMoved(present.rules, from, to) }));
  const add = () => {
    const rule = newRule(fields);
    edit({ rules: [...rules, rule] });
    show(rule.id ?? '');
  };
  const copy = (index: number) => {
    const copied = withCopy(rules, index);
    edit({ rules: copied.rules });
    show(copied.id);
  };
  const remove = (index: number) => {
    const rule = rules[index];
    if (rule !== undefined) {
      edit({ rules: rules.toSpliced(index, 1) });
      addButton.current?.focus();
      sayUndoable(`Took out ${ruleName(rule, index)}.`, () =>
        edit((present) => ({ rules: present.rules.toSpliced(index, 0, rule) })),
      );
    }
  };
  const onDragEnd = ({ active, over }: DragEndEvent) =>
    over !== null && move(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
  return (
    <Step
      number={3}
      title="Rules"
      text={
        rules.length === 0
          ? 'No rules: everybody goes on to the default.'
          : 'From top to bottom: the first rule that matches decides.'
      }
      action={
        <Button
          ref={addButton}
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={denied !== null}
          onClick={add}
        >
          Add rule
        </Button>
      }
    >
      {rules.length > 0 && (
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          onDragEnd={onDragEnd}
          accessibility={{ announcements: announcements(ids), screenReaderInstructions: { draggable: instructions } }}
        >
          <SortableContext items={ids} strategy={verticalListSortingStrategy}>
            <Stack gap="sm" component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {rules.map((rule, index) => (
                <RuleCard
                  key={idOf(rule, index)}
                  id={idOf(rule, index)}
                  rule={rule}
                  index={index}
                  isOpen={open.has(idOf(rule, index)) || hasErrorBelow(errors, `rules[${index}]`)}
                  isNew={fresh === idOf(rule, index)}
                  onToggle={() => toggle(idOf(rule, index))}
                  onChange={(changed) => edit((present) => ({ rules: present.rules.with(index, changed) }))}
                  onMove={(to) => move(index, to)}
                  onCopy={() => copy(index)}
                  onRemove={() => remove(index)}
                />
              ))}
            </Stack>
          </SortableContext>
        </DndContext>
      )}
    </Step>
  );
}

const instructions =
  'Press space to lift a rule, the arrow keys to move it, space again to put it down, escape to leave it where it was.';

function idOf(rule: TargetingRule, index: number): string {
  return rule.id ?? `rule-${index}`;
}
