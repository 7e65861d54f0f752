import { Popover } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { RolloutBar } from '@/components/RolloutBar';
import type { FlagActions, Place } from '../places';
import classes from './EnvironmentCell.module.css';
import { RolloutForm } from './RolloutForm';

interface Props {
  flag: FlagOverviewResponse;
  here: FlagSummaryResponse;
  place: Place;
  percentage: number;
  actions: FlagActions;
}

/** The share of a percentage flag, and on a click the way to change it. */
export function QuickRollout({ flag, here, place, percentage, actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const label = `Rollout of ${flag.key} in ${place.environment.name}: ${percentage} %`;
  return (
    <span className={classes.anchored}>
      <button
        ref={button}
        type="button"
        className={classes.rollout}
        aria-label={place.denied === null ? `${label}. Change` : `${label}. ${place.denied}`}
        aria-disabled={place.denied !== null || undefined}
        data-hint={place.denied ?? 'Change the rollout'}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => place.denied === null && setOpen(true)}
      >
        <RolloutBar percentage={percentage} isOn={here.is_enabled} />
        <span className={classes.number}>{percentage} %</span>
      </button>
      {isOpen && (
        // Only now, as a popover for each cell would make scrolling slow; beside the button, which so stays the same and can have the focus back.
        <Popover
          opened
          withRoles={false}
          onChange={(open) => !open && close()}
          trapFocus
          withArrow
          shadow="md"
          width={280}
          withinPortal
        >
          <Popover.Target>
            <span className={classes.anchor} />
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={label}>
            <RolloutForm
              title={`${flag.name} in ${place.environment.name}`}
              flagKey={flag.key}
              environmentKey={here.environment_key}
              percentage={percentage}
              onSave={(next) => {
                close();
                actions.rollOut(flag, here, place, next);
              }}
              onCancel={close}
            />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
