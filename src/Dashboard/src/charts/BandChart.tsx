import { useElementSize } from '@mantine/hooks';
import { bandPath, linePath } from './band';
import { timeText } from './format';
import classes from './IntervalPlot.module.css';
import { placeOf, scaleOf } from './scale';

type Maybe = number | null;

export interface BandPoint {
  /** RFC 3339. */
  at: string;
  value: Maybe;
  /** Holds at any number of looks. */
  low: Maybe;
  high: Maybe;
  /** For one look. */
  innerLow: Maybe;
  innerHigh: Maybe;
}

const left = 56;
const bottom = 22;

/** A value over time within its intervals, beside 0. What stands around it says the same as text. */
export function BandChart({
  points,
  format,
  height = 240,
}: {
  points: BandPoint[];
  format: (value: number) => string;
  height?: number;
}) {
  const { ref, width } = useElementSize();
  const times = points.map(({ at }) => Date.parse(at));
  const span = { low: Math.min(...times), high: Math.max(...times) };
  const isMoment = span.low === span.high;
  // The first days know next to nothing: with their widest interval in full, what comes later would be a flat line.
  const scale = scaleOf([
    ...points.flatMap(({ value, innerLow, innerHigh }) => [value, innerLow, innerHigh]),
    ...points.slice(Math.floor(points.length / 4)).flatMap(({ low, high }) => [low, high]),
  ]);
  const inner = { width: Math.max(0, width - left - 8), height: height - bottom };
  const x = (time: number) => left + (isMoment ? inner.width / 2 : placeOf(time, span, inner.width));
  const y = (value: Maybe) => (value === null ? null : inner.height - placeOf(value, scale, inner.height));
  const placed = points.map((point, at) => ({ ...point, x: x(times[at] ?? 0) }));
  const spaced = Math.max(1, Math.ceil(placed.length / Math.max(2, Math.floor(inner.width / 70))));
  return (
    <div ref={ref}>
      <svg className={classes.plot} height={height} aria-hidden>
        <path
          className={classes.band}
          d={bandPath(placed.map((point) => ({ x: point.x, low: y(point.low), high: y(point.high) })))}
        />
        <path
          className={classes.innerBand}
          d={bandPath(placed.map((point) => ({ x: point.x, low: y(point.innerLow), high: y(point.innerHigh) })))}
        />
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={left}
              x2={left + inner.width}
              y1={y(tick) ?? 0}
              y2={y(tick) ?? 0}
              className={tick === 0 ? classes.zero : classes.grid}
            />
            <text x={left - 8} y={(y(tick) ?? 0) + 4} textAnchor="end" className={classes.text}>
              {format(tick)}
            </text>
          </g>
        ))}
        <path className={classes.line} d={linePath(placed.map((point) => ({ x: point.x, y: y(point.value) })))} />
        {placed.map((point, at) => (
          <g key={point.at}>
            {point.value !== null && <circle cx={point.x} cy={y(point.value) ?? 0} r={2.5} className={classes.estimate} />}
            {at % spaced === 0 && (at === 0 || point.x - (placed[at - spaced]?.x ?? 0) >= 44) && (
              <text x={point.x} y={height - 6} textAnchor="middle" className={classes.text}>
                {timeText(point.at, 'day')}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
