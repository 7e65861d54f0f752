import type { Denied } from '@/lib/permissions';
import classes from './FlagSwitch.module.css';

/** Plain, as a page of flags holds hundreds. @param label what it switches, and where. */
export function FlagSwitch({
  isOn,
  label,
  denied,
  onToggle,
}: {
  isOn: boolean;
  label: string;
  denied: Denied;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={denied === null ? label : `${label}. ${denied}`}
      aria-disabled={denied !== null || undefined}
      data-hint={denied ?? undefined}
      className={classes.switch}
      onClick={denied === null ? onToggle : undefined}
    >
      <span className={classes.track} aria-hidden />
    </button>
  );
}
