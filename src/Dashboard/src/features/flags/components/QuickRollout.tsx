import { Popover } from '@mantine/core';
import { useState } from 'react';
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
  const [wasOpen, setWasOpen] = useState(false); // a popover for each cell from the start would make scrolling slow
  const label = `Rollout of ${flag.key} in ${place.environment.name}: ${percentage} %`;
  const button = (
    <button
      type="button"
      className={classes.rollout}
      aria-label={place.denied === null ? `${label}. Change` : `${label}. ${place.denied}`}
      aria-disabled={place.denied !== null || undefined}
      data-hint={place.denied ?? 'Change the rollout'}
      onClick={() => {
        if (place.denied === null) {
          setWasOpen(true);
          setOpen(true);
        }
      }}
    >
      <RolloutBar percentage={percentage} isOn={here.is_enabled} />
      <span className={classes.number}>{percentage} %</span>
    </button>
  );
  return wasOpen ? (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus withArrow shadow="md" width={280} withinPortal>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <RolloutForm
          title={`${flag.name} in ${place.environment.name}`}
          flagKey={flag.key}
          environmentKey={here.environment_key}
          percentage={percentage}
          onSave={async (next) => {
            setOpen(false);
            await actions.rollOut(flag, here, place, next);
          }}
          onCancel={() => setOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  ) : (
    button
  );
}
