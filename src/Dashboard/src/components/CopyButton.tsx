import { IconCheck, IconCopy } from '@tabler/icons-react';
import { IconAction } from './ActionButton';
import { useCopy } from './useCopy';

/** @param what such as "key" or "command": the button is called "Copy command". */
export function CopyButton({ value, what }: { value: string; what: string }) {
  const [isCopied, copy] = useCopy();
  return (
    <IconAction label={isCopied ? 'Copied' : `Copy ${what}`} color={isCopied ? 'teal' : 'gray'} onClick={() => void copy(value)}>
      {isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
    </IconAction>
  );
}
