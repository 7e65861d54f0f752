import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fieldErrorsOf, messageOf, statusOf } from '@/api/errors';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { metricsQuery } from '@/api/metrics';
import { ActionButton } from '@/components/ActionButton';
import { LeaveGuard } from '@/components/LeaveGuard';
import { keyOf } from '@/components/NameAndKey';
import { sayDone } from '@/components/toasts';
import { keyFrom } from '@/lib/keys';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useLifeCycle } from '../api/lifeCycle';
import { useSaveExperiment } from '../api/saveExperiment';
import { ArmsStep } from './ArmsStep';
import { askBeforeSaving, askBeforeStart } from './asking';
import { SetUpContext } from './context';
import { changedFields, draftOf, newDraft, startProblems } from './draft';
import { HypothesisStep } from './HypothesisStep';
import { locksOf } from './locks';
import { MetricsStep } from './MetricsStep';
import { PlanStep } from './PlanStep';
import { ReviewStep } from './ReviewStep';
import { StepList } from './StepList';
import { type Problem, problemsOf, type Step, stepNames, steps } from './steps';
import { useDraft } from './useDraft';

interface Props {
  /** null: it is new. */
  experiment: ExperimentResponse | null;
  environment: EnvironmentResponse;
  /** The environment that the page's address names, by which the guard knows the page. */
  addressEnvironment: string;
  step: Step;
  onStep: (step: Step) => void;
  onSaved?: (experiment: ExperimentResponse, next: Step) => void;
  onStarted?: () => void;
}

const contents = { hypothesis: HypothesisStep, arms: ArmsStep, metrics: MetricsStep, plan: PlanStep };

/** From a hypothesis to a running experiment, step by step; each can be left and come back to. */
export function SetUp({ experiment, environment, addressEnvironment, step, onStep, onSaved, onStarted }: Props) {
  const { base, draft, isDirty, newKey, setNewKey, change, discard } = useDraft(experiment);
  const save = useSaveExperiment();
  const life = useLifeCycle(true);
  const { data: metrics = [] } = useQuery(metricsQuery(environment.key));
  const denied = denyChange(useUser(), environment);
  const locks = locksOf(base?.status);
  const errors = { ...fieldErrorsOf(life.error), ...fieldErrorsOf(save.error) };
  const isDraft = base === null || base.status === 'draft';
  const problems = problemsOf(isDraft ? { ...startProblems(draft, metrics), ...errors } : errors);
  const next = steps[steps.indexOf(step) + 1];

  const send = async (): Promise<ExperimentResponse | null> => {
    if (base !== null && !isDirty) {
      return base;
    }
    if (!(await askBeforeSaving(base, draft, environment))) {
      return null;
    }
    life.reset();
    const fields = changedFields(base === null ? newDraft : draftOf(base), draft);
    const key = keyOf({ name: draft.name, key: newKey }, keyFrom);
    try {
      const saved = await save.mutateAsync({
        base,
        key,
        environmentKey: environment.key,
        fields: base === null ? { ...fields, name: draft.name, flag_key: draft.flag_key } : fields,
      });
      discard();
      return saved;
    } catch {
      return null; // said at its place
    }
  };
  const saveAnd = async (then: Step) => {
    const saved = await send();
    if (saved !== null) {
      if (isDirty) {
        sayDone(`${saved.name} is saved.`);
      }
      if (onSaved === undefined) {
        onStep(then);
      } else {
        onSaved(saved, then);
      }
    }
  };
  const start = async () => {
    const saved = await send();
    if (saved !== null && (await askBeforeStart(saved, environment))) {
      life.mutate(
        { experiment: saved, step: { kind: 'start' } },
        {
          onSuccess: () => {
            sayDone(`${saved.name} runs.`);
            onStarted?.();
          },
        },
      );
    }
  };
  const isWorking = save.isPending || life.isPending;
  const canStart = isDraft && base !== null;

  return (
    <SetUpContext
      value={{
        base,
        environment,
        draft,
        change,
        newKey,
        setNewKey,
        errors,
        locks,
        readOnly: denied !== null || base?.status === 'archived',
      }}
    >
      <LeaveGuard isNeeded={isDirty} what="this experiment" environmentKey={addressEnvironment} />
      <Stack>
        {denied !== null && (
          <Text size="sm" c="dimmed">
            {denied}
          </Text>
        )}
        <StepList step={step} onStep={onStep} problems={problems} />
        <Fault error={save.error ?? life.error} onReload={base !== null && statusOf(save.error) === 412 ? discard : undefined} />
        <Content step={step} problems={problems} onStep={onStep} />
        <Group gap="sm" role="group" aria-label="Set-up">
          {steps.indexOf(step) > 0 && (
            <Button variant="default" onClick={() => onStep(steps[steps.indexOf(step) - 1] ?? 'hypothesis')}>
              Back
            </Button>
          )}
          {next !== undefined && (base === null || isDirty) && (
            <ActionButton denied={denied} loading={isWorking} onClick={() => void saveAnd(next)}>
              Save and continue
            </ActionButton>
          )}
          {next !== undefined && base !== null && !isDirty && (
            <Button onClick={() => onStep(next)}>Continue to {stepNames[next].toLowerCase()}</Button>
          )}
          {step === 'review' && canStart && (
            <ActionButton
              denied={denied ?? (problems.length > 0 ? 'Something is missing yet: it is listed above.' : null)}
              loading={isWorking}
              onClick={() => void start()}
            >
              Start experiment
            </ActionButton>
          )}
          {(base === null || isDirty) && (
            <ActionButton variant="default" denied={denied} loading={isWorking} onClick={() => void saveAnd(step)}>
              {isDraft ? 'Save draft' : 'Save changes'}
            </ActionButton>
          )}
          {isDirty && (
            <Text size="sm" c="dimmed" role="status">
              Not saved yet
            </Text>
          )}
        </Group>
      </Stack>
    </SetUpContext>
  );
}

function Content({ step, problems, onStep }: { step: Step; problems: Problem[]; onStep: (step: Step) => void }) {
  if (step === 'review') {
    return <ReviewStep problems={problems} onStep={onStep} />;
  }
  const Part = contents[step];
  return <Part />;
}

/** What went wrong as a whole; what is wrong with a field stands there. @param onReload takes what the server has by now */
function Fault({ error, onReload }: { error: unknown; onReload?: () => void }) {
  if (error === null || error === undefined || Object.keys(fieldErrorsOf(error)).length > 0) {
    return null;
  }
  return (
    <Alert color="red" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{messageOf(error)}</Text>
        {onReload !== undefined && (
          <Button size="xs" variant="default" onClick={onReload}>
            Drop my changes and show what is saved
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
