import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import { describeServing, servingOf } from '@/lib/flagState';
import type { FlagActions, Place } from '../places';
import classes from './EnvironmentCell.module.css';
import { FlagSwitch } from './FlagSwitch';
import { QuickRollout } from './QuickRollout';

interface Props {
  flag: FlagOverviewResponse;
  here: FlagSummaryResponse | undefined;
  place: Place;
  actions: FlagActions;
}

/** How a flag stands in one environment, to be changed in place. */
export function EnvironmentCell({ flag, here, place, actions }: Props) {
  if (here === undefined) {
    return (
      <span className={`${classes.alone} ${classes.dim}`} data-hint={`${place.environment.name} does not have this flag.`}>
        <span aria-hidden>— </span>not here
      </span>
    );
  }

  if (here.is_archived) {
    return <span className={`${classes.alone} ${classes.dim}`}>archived</span>;
  }

  const { isOn, rollout, exceptions, rest } = servingOf(flag, here);
  const state = isOn ? 'On' : 'Off';
  return (
    <div className={classes.cell}>
      <FlagSwitch
        isOn={isOn}
        label={`${flag.key} in ${place.environment.name}: ${describeServing(flag, here)}`}
        denied={place.denied}
        onToggle={() => actions.toggle(flag, here, place)}
      />
      <div className={classes.words}>
        <div className={classes.line} data-hint={exceptions === '' ? undefined : `${exceptions} decide first`}>
          {state}
          {exceptions !== '' && <span className={classes.dim}> · {exceptions}</span>}
        </div>
        {rollout !== null ? (
          <QuickRollout flag={flag} here={here} place={place} percentage={rollout} actions={actions} />
        ) : (
          rest !== '' && (
            <div className={`${classes.line} ${classes.dim}`} data-hint={rest}>
              {exceptions === '' ? rest : `else ${rest}`}
            </div>
          )
        )}
      </div>
    </div>
  );
}
