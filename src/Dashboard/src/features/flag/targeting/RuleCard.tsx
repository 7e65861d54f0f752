import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon, Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconCopy, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { TargetingRule } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { conditionInWords, serveInWords } from '@/targeting/words';
import { useDraftView } from '../draft/context';
import classes from './RuleCard.module.css';
import { RuleForm } from './RuleForm';

interface Props {
  id: string;
  rule: TargetingRule;
  index: number;
  isOpen: boolean;
  /** Just added: the focus goes into it. */
  isNew: boolean;
  onToggle: () => void;
  onChange: (rule: TargetingRule) => void;
  onMove: (to: number) => void;
  onCopy: () => void;
  onRemove: () => void;
}

/** A rule in words, and when open as a form. */
export function RuleCard({ id, rule, index, isOpen, isNew, onToggle, onChange, onMove, onCopy, onRemove }: Props) {
  const { fields, denied } = useDraftView();
  const sortable = useSortable({ id, disabled: denied !== null });
  const shift = sortable.transform;
  const style = { transform: shift ? `translate3d(0, ${shift.y}px, 0)` : undefined, transition: sortable.transition };
  const number = index + 1;
  return (
    <li ref={sortable.setNodeRef} style={style} className={classes.card} data-dragging={sortable.isDragging || undefined}>
      <div className={classes.head}>
        {denied === null && (
          <ActionIcon
            {...sortable.attributes}
            {...sortable.listeners}
            ref={sortable.setActivatorNodeRef}
            variant="subtle"
            color="gray"
            className={classes.handle}
            aria-label={`Move rule ${number}`}
          >
            <IconGripVertical size={16} aria-hidden />
          </ActionIcon>
        )}
        <UnstyledButton className={classes.summary} onClick={onToggle} aria-expanded={isOpen}>
          <IconChevronRight size={16} className={classes.chevron} aria-hidden />
          <span className={classes.words}>
            <span className={classes.name}>{rule.name ? `${number}. ${rule.name}` : `Rule ${number}`}</span>
            <Text size="sm" component="span" className={classes.sentence}>
              If {conditionInWords(rule.when)}
            </Text>
            <Text size="sm" component="span" display="block">
              Serve <b>{serveInWords(rule.serve, fields.variants)}</b>
            </Text>
          </span>
        </UnstyledButton>
        {denied === null && (
          <Group gap={2} wrap="nowrap" justify="flex-end" className={classes.actions}>
            <IconAction
              label={`Move rule ${number} up`}
              denied={index === 0 ? 'It is the first rule.' : null}
              onClick={() => onMove(index - 1)}
            >
              <IconArrowUp size={16} aria-hidden />
            </IconAction>
            <IconAction
              label={`Move rule ${number} down`}
              denied={number === fields.rules.length ? 'It is the last rule.' : null}
              onClick={() => onMove(number)}
            >
              <IconArrowDown size={16} aria-hidden />
            </IconAction>
            <IconAction label={`Duplicate rule ${number}`} onClick={onCopy}>
              <IconCopy size={16} aria-hidden />
            </IconAction>
            <IconAction label={`Delete rule ${number}`} onClick={onRemove}>
              <IconTrash size={16} aria-hidden />
            </IconAction>
          </Group>
        )}
      </div>
      <Collapse expanded={isOpen}>
        {isOpen && <RuleForm rule={rule} index={index} onChange={onChange} autoFocus={isNew} />}
      </Collapse>
    </li>
  );
}
