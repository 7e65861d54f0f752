import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BucketTrace, ExperimentTrace, Explanation, HoldoutTrace, PrerequisiteTrace, ServeTrace } from '@/api/generated/api';
import { BucketBar } from './BucketBar';
import { ConditionTraceView } from './ConditionTraceView';
import { type Step, type StepState, stepsOf } from './steps';
import classes from './Trace.module.css';
import { Verdict } from './Verdict';

/** Every step of the evaluation in order: what was looked at, what decided, and what was not reached any more. */
export function Trace({ trace }: { trace: Explanation }) {
  return (
    <ol className={classes.steps} aria-label="Steps of the evaluation">
      {stepsOf(trace).map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps are in order
        <StepRow key={at} step={step} offVariant={trace.off_variant} />
      ))}
    </ol>
  );
}

function StepRow({ step, offVariant }: { step: Step; offVariant: string }) {
  const { title, content } = wordsOf(step, offVariant);
  return (
    <li className={classes.step} data-state={step.state}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} component="div">
          {title}
        </Text>
        <StateBadge state={step.state} />
      </Group>
      <Text size="sm" component="div" inherit={false} style={{ color: 'inherit' }}>
        {content}
      </Text>
    </li>
  );
}

function StateBadge({ state }: { state: StepState }) {
  return state === 'passed' ? null : (
    <Badge variant={state === 'decided' ? 'filled' : 'default'} size="sm" style={{ flexShrink: 0 }}>
      {state === 'decided' ? 'Decides' : 'Not reached'}
    </Badge>
  );
}

const switches = { on: 'is on', off: 'is off', archived: 'is archived' };

function wordsOf(step: Step, offVariant: string): { title: string; content: ReactNode } {
  switch (step.kind) {
    case 'switch':
      return {
        title: `The flag ${switches[step.is]}`,
        content: step.is === 'on' ? null : `Everybody gets the off variant, ${offVariant}.`,
      };
    case 'prerequisite':
      return {
        title: `Prerequisite ${step.trace.flag_key}`,
        content: <Prerequisite trace={step.trace} offVariant={offVariant} />,
      };
    case 'target':
      return {
        title: 'Individual users',
        content:
          step.variant === null ? 'This user is not among them.' : `This user gets ${step.variant}, whatever the rules say.`,
      };
    case 'rule':
      return {
        title: step.trace.name === '' ? `Rule ${step.number}` : `Rule ${step.number}: ${step.trace.name}`,
        content: (
          <>
            <ConditionTraceView trace={step.trace.when} />
            {step.trace.matched && <ServeView trace={step.trace.serve} />}
          </>
        ),
      };
    case 'holdout':
      return { title: `Holdout ${step.trace.key}`, content: <Holdout trace={step.trace} offVariant={offVariant} /> };
    case 'experiment':
      return { title: `Experiment ${step.trace.key}`, content: <Experiment trace={step.trace} /> };
    case 'default':
      return { title: 'Default', content: <ServeView trace={step.trace} /> };
  }
}

function Prerequisite({ trace, offVariant }: { trace: PrerequisiteTrace; offVariant: string }) {
  const wanted = trace.variants.length === 0 ? 'anything but its off variant' : trace.variants.join(' or ');
  return (
    <>
      <Verdict isYes={trace.met} yes="met" no="not met" /> · it should serve {wanted}
      {trace.serves == null ? '. ' : `, and serves ${trace.serves}. `}
      {trace.reason}.{!trace.met && ` So this flag serves its off variant, ${offVariant}.`}
    </>
  );
}

function Holdout({ trace, offVariant }: { trace: HoldoutTrace; offVariant: string }) {
  return (
    <>
      {trace.held_out ? `It holds this user out, who gets the off variant, ${offVariant}. ` : 'It does not hold this user out. '}
      <Buckets trace={trace.buckets} />
    </>
  );
}

function Experiment({ trace }: { trace: ExperimentTrace }) {
  return (
    <>
      <div>
        <Verdict isYes={trace.takes_part} yes="takes part" no="does not take part" />
        {trace.layer == null ? ' · by its traffic. ' : ` · by the buckets that it owns of the layer ${trace.layer}. `}
        <Buckets trace={trace.entry} />
      </div>
      {trace.when != null && <ConditionTraceView trace={trace.when} />}
      {trace.takes_part && <ServeView trace={trace.arms} />}
    </>
  );
}

const bucketWords: Record<string, string> = {
  in: 'let in',
  out: 'not let in',
  held_out: 'held out',
  measured: 'compared with them',
  others: 'the rest',
};

function Buckets({ trace }: { trace: BucketTrace }) {
  const bucket = trace.bucket ?? null;
  if (bucket === null) {
    return <>There is no {trace.bucket_by} to bucket by.</>;
  }

  const hit = trace.ranges.find((range) => range.from <= bucket && bucket <= range.to);
  const place = hit && ` is among ${hit.from} to ${hit.to}: ${bucketWords[hit.name] ?? hit.name}`;
  return (
    <span className="numbers">
      Bucket {bucket}, from “{trace.hashed}”,{place}.
    </span>
  );
}

function ServeView({ trace }: { trace: ServeTrace }) {
  return trace.rollout == null ? (
    <div>
      Serves <strong>{trace.variant}</strong>.
    </div>
  ) : (
    <BucketBar rollout={trace.rollout} />
  );
}
