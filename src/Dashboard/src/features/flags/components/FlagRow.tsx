import { memo } from 'react';
import type { FlagOverviewResponse } from '@/api/generated/api';
import type { FlagActions, Place } from '../places';
import { EnvironmentCell } from './EnvironmentCell';
import classes from './FlagTable.module.css';
import { FlagTitle } from './FlagTitle';
import { HintedTime, LastEvaluated } from './times';

interface Props {
  flag: FlagOverviewResponse;
  /** 1 is the head. */
  row: number;
  places: Place[];
  actions: FlagActions;
}

export const FlagRow = memo(function FlagRow({ flag, row, places, actions }: Props) {
  return (
    <tr className={classes.row} aria-rowindex={row}>
      <th scope="row">
        <FlagTitle flag={flag} onTag={actions.showTag} />
      </th>
      {places.map((place) => (
        <td key={place.environment.key}>
          <EnvironmentCell
            flag={flag}
            here={flag.environments.find((here) => here.environment_key === place.environment.key)}
            place={place}
            actions={actions}
          />
        </td>
      ))}
      <td className={classes.time}>
        <LastEvaluated flag={flag} />
      </td>
      <td className={classes.time}>
        <HintedTime time={flag.updated_at} />
      </td>
    </tr>
  );
});
