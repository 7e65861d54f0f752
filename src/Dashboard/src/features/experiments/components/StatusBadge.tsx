import { Badge, Tooltip } from '@mantine/core';
import { IconArchive, IconPencil, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { statusWords } from '../words/verdicts';

const icons: Record<string, typeof IconPencil> = {
  draft: IconPencil,
  running: IconPlayerPlay,
  stopped: IconPlayerStop,
  archived: IconArchive,
};

/** In no colour: green and red are kept for what the results say. */
export function StatusBadge({ status }: { status: string }) {
  const { label, text } = statusWords(status);
  const Icon = icons[status];
  return (
    <Tooltip label={text} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <Badge
        variant="default"
        size="sm"
        tt="none"
        leftSection={Icon !== undefined && <Icon size={12} aria-hidden />}
        tabIndex={0}
        role="note"
      >
        {label}
      </Badge>
    </Tooltip>
  );
}
