import { Text } from '@mantine/core';
import type { LayerResponse } from '@/api/generated/api';
import { percentText } from '@/lib/percent';
import { allBuckets, partsOf } from '../buckets';
import classes from './BucketBar.module.css';
import { paintOfOwner } from './paint';

/** Who owns which of the buckets, told by numbers as well as by colours. @param isSmall in a table: without numbers */
export function BucketBar({ layer, isSmall = false }: { layer: LayerResponse; isSmall?: boolean }) {
  const count = layer.owners.length;
  const label = `${layer.name}: ${percentText(layer.free_percentage)} free, ${count} experiment${count === 1 ? '' : 's'}`;
  return (
    <div>
      <div role="img" aria-label={label} className={isSmall ? `${classes.bar} ${classes.small}` : classes.bar}>
        {partsOf(layer).map(({ start, end, owner }) => (
          <div
            key={start}
            className={owner === null ? `${classes.part} ${classes.free}` : classes.part}
            style={{ flexGrow: end - start, flexBasis: 0, ...(owner === null ? {} : paintOfOwner(owner)) }}
          >
            {!isSmall && owner !== null && end - start >= allBuckets / 50 && owner + 1}
          </div>
        ))}
      </div>
      {!isSmall && (
        <Text size="xs" c="dimmed" className={`numbers ${classes.scale}`} component="div" aria-hidden>
          <span>0</span>
          <span>5,000</span>
          <span>9,999</span>
        </Text>
      )}
    </div>
  );
}
