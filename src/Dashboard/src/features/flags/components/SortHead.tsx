import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './FlagTable.module.css';

interface Props {
  name: string;
  label: string;
  /** The first click shows the greatest first. */
  isLatestFirst?: boolean;
  sort: string;
  onSort: (sort: string) => void;
}

export function SortHead({ name, label, isLatestFirst = false, sort, onSort }: Props) {
  const first = isLatestFirst ? `-${name}` : name;
  const second = isLatestFirst ? name : `-${name}`;
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
  return (
    <th scope="col" aria-sort={direction}>
      <button type="button" className={classes.sort} onClick={() => onSort(sort === first ? second : first)}>
        {label}
        {direction === 'ascending' && <IconArrowUp size={14} aria-hidden />}
        {direction === 'descending' && <IconArrowDown size={14} aria-hidden />}
      </button>
    </th>
  );
}
