import classes from './RolloutBar.module.css';

/** A share as a small bar; its number stands beside it in words. @param percentage 0 to 100 @param isOn grey while it has no effect */
export function RolloutBar({ percentage, isOn = true }: { percentage: number; isOn?: boolean }) {
  return (
    <span className={classes.bar} aria-hidden>
      <span
        className={classes.share}
        data-on={isOn || undefined}
        style={{ width: `${percentage}%`, minWidth: percentage > 0 ? 3 : 0 }}
      />
    </span>
  );
}
