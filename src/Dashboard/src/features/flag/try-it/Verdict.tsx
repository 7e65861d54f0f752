import { IconCheck, IconX } from '@tabler/icons-react';
import classes from './Trace.module.css';

/** Yes or no, by sign and word. */
export function Verdict({ isYes, yes = 'matches', no = 'does not match' }: { isYes: boolean; yes?: string; no?: string }) {
  const Icon = isYes ? IconCheck : IconX;
  return (
    <span className={isYes ? classes.yes : classes.no}>
      <Icon size={14} aria-hidden className={classes.icon} />
      {isYes ? yes : no}
    </span>
  );
}
