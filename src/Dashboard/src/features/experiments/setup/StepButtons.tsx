import { Button, Group, Text } from '@mantine/core';
import { ActionButton } from '@/components/ActionButton';
import type { Denied } from '@/lib/permissions';
import { type Step, stepNames, steps } from './steps';

interface Props {
  step: Step;
  isNew: boolean;
  isDraft: boolean;
  isDirty: boolean;
  isWorking: boolean;
  /** Nothing keeps it from starting. */
  isComplete: boolean;
  denied: Denied;
  onStep: (step: Step) => void;
  /** Saves, and goes on there. */
  onSave: (then: Step) => void;
  onStart: () => void;
}

/** Back, on, and what can be done at this step. */
export function StepButtons({ step, isNew, isDraft, isDirty, isWorking, isComplete, denied, onStep, onSave, onStart }: Props) {
  const before = steps[steps.indexOf(step) - 1];
  const next = steps[steps.indexOf(step) + 1];
  return (
    <Group gap="sm" role="group" aria-label="Set-up">
      {before !== undefined && (
        <Button variant="default" onClick={() => onStep(before)}>
          Back
        </Button>
      )}
      {next !== undefined && (isNew || isDirty) && (
        <ActionButton denied={denied} loading={isWorking} onClick={() => onSave(next)}>
          Save and continue
        </ActionButton>
      )}
      {next !== undefined && !isNew && !isDirty && (
        <Button onClick={() => onStep(next)}>Continue to {stepNames[next].toLowerCase()}</Button>
      )}
      {step === 'review' && isDraft && !isNew && (
        <ActionButton
          denied={denied ?? (!isComplete ? 'Something is missing yet: it is listed above.' : null)}
          loading={isWorking}
          onClick={onStart}
        >
          Start experiment
        </ActionButton>
      )}
      {(isNew || isDirty) && (
        <ActionButton variant="default" denied={denied} loading={isWorking} onClick={() => onSave(step)}>
          {isDraft ? 'Save draft' : 'Save changes'}
        </ActionButton>
      )}
      {isDirty && (
        <Text size="sm" c="dimmed" role="status">
          Not saved yet
        </Text>
      )}
    </Group>
  );
}
