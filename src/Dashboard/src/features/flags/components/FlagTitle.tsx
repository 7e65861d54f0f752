import { IconPercentage, IconToggleRight, IconVersions } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FlagOverviewResponse } from '@/api/generated/api';
import { isExpired } from '@/lib/flagState';
import { typeNames } from '@/lib/flagTypes';
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
        {isExpired(flag) && (
          <span className={classes.mark} data-hint={`It should be gone since ${flag.expires_on}.`}>
            expired
          </span>
        )}
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

function hintOf(flag: FlagOverviewResponse): string {
  const text = flag.description === '' ? flag.name : `${flag.name}: ${flag.description}`;
  const short = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return flag.owner === null ? short : `${short} Owner: ${flag.owner}`;
}
