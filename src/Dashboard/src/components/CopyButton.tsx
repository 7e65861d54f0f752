import { CopyButton as MantineCopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { IconAction } from './ActionButton';

/** @param what such as "key" or "command": the button is called "Copy command". */
export function CopyButton({ value, what }: { value: string; what: string }) {
  return (
    <MantineCopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <IconAction label={copied ? 'Copied' : `Copy ${what}`} color={copied ? 'teal' : 'gray'} onClick={copy}>
          {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </IconAction>
      )}
    </MantineCopyButton>
  );
}
