import { VisuallyHidden } from '@mantine/core';
import { IconPercentage, IconToggleRight, IconVersions } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { typeNames } from '@/lib/flagTypes';
import { staleAnywhere, staleWords } from '@/lib/stale';
import classes from './FlagTitle.module.css';

const icons = { boolean: IconToggleRight, percentage: IconPercentage, multivariate: IconVersions };
const shownTags = 2;

/** What a flag is: its name, type, key and tags, in two lines however long they are. */
export function FlagTitle({ flag, onTag }: { flag: FlagOverviewResponse; onTag: (tag: string) => void }) {
  const Icon = icons[flag.flag_type];
  const hidden = flag.tags.slice(shownTags);
  return (
    <div className={classes.title}>
      <div className={classes.first}>
        <span className={classes.icon} data-hint={typeNames[flag.flag_type]}>
          <Icon size={16} stroke={1.8} role="img" aria-label={typeNames[flag.flag_type]} />
        </span>
        <Link to="/flags/$key" params={{ key: flag.key }} className={classes.name} data-hint={hintOf(flag)}>
          {flag.name}
        </Link>
        <StaleMark flag={flag} />
      </div>
      <div className={classes.second}>
        <span className={classes.key} data-hint={flag.key}>
          {flag.key}
        </span>
        {flag.tags.slice(0, shownTags).map((tag) => (
          <button
            key={tag}
            type="button"
            className={classes.tag}
            aria-label={`Show flags tagged ${tag}`}
            data-hint={tag}
            onClick={() => onTag(tag)}
          >
            {tag}
          </button>
        ))}
        {hidden.length > 0 && <span data-hint={hidden.join(', ')}>+{hidden.length}</span>}
      </div>
    </div>
  );
}

/** Why it may be ready to go, where anywhere; its first reason in sight, all of them in the hint. */
function StaleMark({ flag }: { flag: FlagOverviewResponse }) {
  const [first, ...others] = staleAnywhere(flag);
  if (first === undefined) {
    return null;
  }

  const hint = [first, ...others].map(({ reason, environments }) => `${staleWords(reason).what} (${environments.join(', ')})`);
  return (
    <Link
      to="/flags/$key"
      params={{ key: flag.key }}
      search={{ tab: 'usage', env: first.environments[0] }}
      className={classes.mark}
      data-hint={hint.join(' ')}
    >
      {staleWords(first.reason).short}
      {others.length > 0 && ` +${others.length}`}
      <VisuallyHidden>: {hint.join(' ')}</VisuallyHidden>
    </Link>
  );
}

function hintOf(flag: FlagOverviewResponse): string {
  const text = flag.description === '' ? flag.name : `${flag.name}: ${flag.description}`;
  const short = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return flag.owner === null ? short : `${short} Owner: ${flag.owner}`;
}
