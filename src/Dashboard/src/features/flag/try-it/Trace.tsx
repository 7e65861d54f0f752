import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Explanation, PrerequisiteTrace, ServeTrace } from '@/api/generated/api';
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

function ServeView({ trace }: { trace: ServeTrace }) {
  return trace.rollout == null ? (
    <div>
      Serves <strong>{trace.variant}</strong>.
    </div>
  ) : (
    <BucketBar rollout={trace.rollout} />
  );
}
