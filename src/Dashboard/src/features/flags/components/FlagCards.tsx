import { IconLock } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { Hints } from '@/components/Hints';
import type { FlagActions, Place } from '../places';
import { EnvironmentCell } from './EnvironmentCell';
import classes from './FlagCards.module.css';
import { FlagTitle } from './FlagTitle';
import { LastEvaluated } from './times';

interface Props {
  flags: FlagOverviewResponse[];
  places: Place[];
  actions: FlagActions;
}

/** The table for narrow screens: a card for each flag, of which only those in sight exist. */
export function FlagCards({ flags, places, actions }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const cards = useWindowVirtualizer({
    count: flags.length,
    estimateSize: () => 104 + 48 * places.length,
    getItemKey: (index) => flags[index]?.key ?? index,
    overscan: 4,
    scrollMargin: top,
  });
  const shown = cards.getVirtualItems();
  return (
    <Hints>
      <ul
        ref={list}
        className={classes.cards}
        aria-label="Flags"
        style={{
          paddingTop: (shown[0]?.start ?? top) - top,
          paddingBottom: Math.max(0, cards.getTotalSize() - ((shown.at(-1)?.end ?? top) - top)),
        }}
      >
        {shown.map(({ index }) => {
          const flag = flags[index];
          return (
            flag && (
              <li
                key={flag.key}
                ref={cards.measureElement}
                data-index={index}
                aria-setsize={flags.length}
                aria-posinset={index + 1}
              >
                <FlagCard flag={flag} places={places} actions={actions} />
              </li>
            )
          );
        })}
      </ul>
    </Hints>
  );
}

const FlagCard = memo(function FlagCard({ flag, places, actions }: Omit<Props, 'flags'> & { flag: FlagOverviewResponse }) {
  return (
    <div className={classes.card}>
      <FlagTitle flag={flag} onTag={actions.showTag} />
      <p className={classes.evaluated}>
        Evaluated: <LastEvaluated flag={flag} />
      </p>
      <dl className={classes.places}>
        {places.map((place) => (
          <InPlace key={place.environment.key} flag={flag} place={place} actions={actions} />
        ))}
      </dl>
    </div>
  );
});

function InPlace({ flag, place, actions }: { flag: FlagOverviewResponse; place: Place; actions: FlagActions }) {
  const { environment } = place;
  return (
    <>
      <dt>
        {environment.name} {environment.is_protected && <IconLock size={13} role="img" aria-label="protected" />}
      </dt>
      <dd>
        <EnvironmentCell
          flag={flag}
          here={flag.environments.find((here) => here.environment_key === environment.key)}
          place={place}
          actions={actions}
        />
      </dd>
    </>
  );
}
