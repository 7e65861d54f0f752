import { Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import classes from './IntervalPlot.module.css';
import { block, diamond, whiskers } from './intervalPaths';
import { barOf, placeOf, type Scale, scaleOfIntervals } from './scale';

type Bound = number | null | undefined;

export interface IntervalRow {
  key: string;
  /** Shown above its line where there are several. */
  label: string;
  estimate: Bound;
  /** For one look. */
  once: { low: Bound; high: Bound } | null;
  /** Holds at any number of looks. */
  always: { low: Bound; high: Bound } | null;
  /** The same in words. */
  text: string;
}

interface Props {
  /** What is measured, such as "Lift of Conversion". */
  title: string;
  rows: IntervalRow[];
  /** What must not be passed, such as −0.02; null: there is none. */
  margin?: number | null;
  format: (value: number) => string;
  /** Their numbers do not count: they are drawn faintly. */
  isFaint?: boolean;
}

const rowHeight = 26;
const axisHeight = 22;

/** Estimates with their intervals beside 0. Its text says the same. */
export function IntervalPlot({ title, rows, margin = null, format, isFaint = false }: Props) {
  const { ref, width } = useElementSize();
  const scale = scaleOfIntervals(
    rows.flatMap(({ once, always }) => [once, always]).filter((interval) => interval !== null),
    [...rows.map(({ estimate }) => estimate), margin],
  );
  const marginText = margin === null ? '' : ` The margin is ${format(margin)}.`;
  return (
    <Stack gap={4} ref={ref} role="img" aria-label={`${title}: ${rows.map((row) => row.text).join(' ')}${marginText}`}>
      {rows.map((row) => (
        <div key={row.key}>
          {rows.length > 1 && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {row.label}
            </Text>
          )}
          <svg className={classes.plot} height={rowHeight} aria-hidden>
            <Lines scale={scale} margin={margin} width={width} height={rowHeight} />
            <g className={isFaint ? classes.faint : undefined}>
              <Intervals row={row} scale={scale} width={width} />
            </g>
          </svg>
        </div>
      ))}
      <svg className={classes.plot} height={axisHeight} aria-hidden>
        <Axis scale={scale} margin={margin} width={width} format={format} />
      </svg>
    </Stack>
  );
}

function Lines({ scale, margin, width, height }: { scale: Scale; margin: number | null; width: number; height: number }) {
  const line = (value: number, className: string | undefined) => {
    const x = placeOf(value, scale, width);
    return <line key={`${className} ${value}`} x1={x} x2={x} y1={0} y2={height + 4} className={className} />;
  };
  return (
    <>
      {scale.ticks.filter((tick) => tick !== 0).map((tick) => line(tick, classes.grid))}
      {line(0, classes.zero)}
      {margin !== null && line(margin, classes.margin)}
    </>
  );
}

function Intervals({ row: { estimate, once, always }, scale, width }: { row: IntervalRow; scale: Scale; width: number }) {
  const middle = rowHeight / 2;
  const wide = always === null ? null : barOf(always.low, always.high, scale, width);
  const narrow = once === null ? null : barOf(once.low, once.high, scale, width);
  return (
    <>
      {narrow !== null && <path className={classes.once} d={block(narrow, middle)} />}
      {wide !== null && <path className={classes.always} d={whiskers(wide, middle)} />}
      {typeof estimate === 'number' && <path className={classes.estimate} d={diamond(placeOf(estimate, scale, width), middle)} />}
    </>
  );
}

function Axis({ scale, margin, width, format }: { scale: Scale; margin: number | null; width: number; format: Props['format'] }) {
  const apart = 54;
  const marginAt = margin === null ? null : placeOf(margin, scale, width);
  const zeroAt = placeOf(0, scale, width);
  const isFree = (x: number, taken: number | null) => taken === null || Math.abs(x - taken) >= apart;
  const ticks = scale.ticks.filter((tick) => {
    const x = placeOf(tick, scale, width);
    return tick === 0 || (isFree(x, marginAt) && isFree(x, zeroAt) && x > 14 && x < width - 14);
  });
  return (
    <>
      {ticks.map((tick) => (
        <text key={tick} x={clamp(placeOf(tick, scale, width), width)} y={14} textAnchor="middle" className={classes.text}>
          {format(tick)}
        </text>
      ))}
      {margin !== null && marginAt !== null && isFree(marginAt, zeroAt) && (
        <text x={clamp(marginAt, width)} y={14} textAnchor="middle" className={classes.text}>
          {format(margin)}
        </text>
      )}
    </>
  );
}

function clamp(x: number, width: number): number {
  return Math.min(Math.max(x, 20), Math.max(20, width - 20));
}
