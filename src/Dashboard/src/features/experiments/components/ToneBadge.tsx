import { Badge, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { Tone, Words } from '../words/verdicts';
import classes from './ToneBadge.module.css';

const icons = { good: IconCheck, bad: IconX, neutral: IconMinus, warning: IconAlertTriangle };

/** A word with its picture, and what it means on hover and focus. @param text instead of the word's own. */
export function ToneBadge({ words, text = words.text, size = 'md' }: { words: Words; text?: string; size?: 'sm' | 'md' | 'lg' }) {
  const Icon = icons[words.tone];
  const badge = (
    <Badge
      size={size}
      classNames={{ root: classes.badge, label: classes.label }}
      data-tone={words.tone}
      leftSection={<Icon size={12} aria-hidden />}
      tabIndex={text === '' ? undefined : 0}
      role="note"
      tt="none"
    >
      {words.label}
    </Badge>
  );
  return text === '' ? (
    badge
  ) : (
    <Tooltip label={text} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      {badge}
    </Tooltip>
  );
}

/** Mantine's name of a tone's colour. */
export function toneColor(tone: Tone): string {
  return { good: 'teal', bad: 'red', neutral: 'gray', warning: 'orange' }[tone];
}
