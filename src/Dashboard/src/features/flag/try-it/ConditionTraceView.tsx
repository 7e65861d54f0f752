import { Code, Text } from '@mantine/core';
import type { Condition, ConditionTrace, SegmentTrace } from '@/api/generated/api';
import { formatJson } from '@/lib/json';
import { weightText } from '@/lib/percent';
import { conditionInWords } from '@/targeting/words';
import classes from './Trace.module.css';
import { Verdict } from './Verdict';

/** A condition as it was written, with what was found at each of its nodes. */
export function ConditionTraceView({ trace }: { trace: ConditionTrace }) {
  return (
    <ul className={classes.conditions}>
      <Node trace={trace} />
    </ul>
  );
}

const groups = [
  ['all', 'All of these'],
  ['any', 'Any of these'],
  ['none', 'None of these'],
] as const;

function Node({ trace }: { trace: ConditionTrace }) {
  const [kind, words] = groups.find(([name]) => trace[name] != null) ?? [];
  if (kind === undefined) {
    return <Leaf trace={trace} />;
  }

  const children = trace[kind] ?? [];
  return (
    <li>
      <Verdict isYes={trace.matched} /> · {children.length === 0 ? `${words}: there are none` : words}
      <ul className={classes.conditions}>
        {children.map((child, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing else
          <Node key={at} trace={child} />
        ))}
      </ul>
    </li>
  );
}

function Leaf({ trace }: { trace: ConditionTrace }) {
  const more = trace.value_count == null ? 0 : trace.value_count - (trace.values?.length ?? 0);
  return (
    <li>
      <Verdict isYes={trace.matched} /> · {conditionInWords(trace as Condition)}
      {more > 0 && ` and ${more} more`}
      <Found trace={trace} />
      {trace.segments != null && (
        <ul className={classes.conditions}>
          {trace.segments.map((segment) => (
            <Segment key={segment.key} trace={segment} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What the condition was compared with. */
function Found({ trace }: { trace: ConditionTrace }) {
  const hasActual = trace.actual !== undefined;
  if (!hasActual && trace.note == null && trace.bucket == null) {
    return null;
  }

  return (
    <Text size="xs" c="dimmed" className="numbers">
      {hasActual && (
        <>
          Found <Code>{formatJson(trace.actual, 0)}</Code>.{' '}
        </>
      )}
      {trace.bucket != null && `The user is at ${weightText(trace.bucket)}. `}
      {trace.note != null && (/[.!?]$/.test(trace.note) ? trace.note : `${trace.note}.`)}
    </Text>
  );
}

const because: Record<string, string> = {
  excluded: 'excluded by name',
  included: 'included by name',
  condition: 'by its condition',
  unknown: 'there is no such segment',
  invalid: 'its condition cannot be understood',
};

function Segment({ trace }: { trace: SegmentTrace }) {
  return (
    <li>
      <Verdict isYes={trace.contains} yes="in" no="not in" /> segment {trace.key}: {because[trace.because] ?? trace.because}
      {trace.when != null && <ConditionTraceView trace={trace.when} />}
    </li>
  );
}
