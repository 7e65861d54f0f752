import { Text } from '@mantine/core';
import { useContext } from 'react';
import type { RolloutTrace } from '@/api/generated/api';
import { weightText, whole } from '@/lib/percent';
import { colorOf, ExplainedVariants } from '../variantColors';
import classes from './BucketBar.module.css';

const count = new Intl.NumberFormat('en');

/** The buckets of each variant, and where this user falls. */
export function BucketBar({ rollout }: { rollout: RolloutTrace }) {
  const variants = useContext(ExplainedVariants);
  const { ranges } = rollout;
  const bucket = rollout.bucket ?? null;
  const hit = ranges.find((range) => bucket !== null && range.from <= bucket && bucket <= range.to);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {ranges.map((range) => (
          <div
            key={range.variant + range.from}
            className={classes.range}
            style={{ width: `${(range.to + 1 - range.from) / (whole / 100)}%`, background: colorOf(range.variant, variants) }}
          />
        ))}
        {bucket !== null && <div className={classes.mark} style={{ left: `${bucket / (whole / 100)}%` }} />}
      </div>
      <ul className={`${classes.legend} numbers`}>
        {ranges.map((range) => (
          <li key={range.variant + range.from}>
            <span className={classes.sample} style={{ background: colorOf(range.variant, variants) }} aria-hidden />
            {range === hit ? <strong>{range.variant}</strong> : range.variant} {weightText(range.to + 1 - range.from)} (buckets{' '}
            {count.format(range.from)} to {count.format(range.to)})
          </li>
        ))}
      </ul>
      <Text size="xs" c="dimmed" className="numbers" style={{ overflowWrap: 'anywhere' }}>
        {bucket === null
          ? `There is no ${rollout.bucket_by} to bucket by.`
          : `Bucket ${count.format(bucket)}, from “${rollout.hashed ?? ''}”${hit === undefined ? '' : `, falls to ${hit.variant}`}`}
      </Text>
    </div>
  );
}
