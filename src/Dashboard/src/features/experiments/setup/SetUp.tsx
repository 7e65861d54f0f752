import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fieldErrorsOf, statusOf } from '@/api/errors';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { metricsQuery } from '@/api/metrics';
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
import { Fault } from './Fault';
import { HypothesisStep } from './HypothesisStep';
import { locksOf } from './locks';
import { MetricsStep } from './MetricsStep';
import { PlanStep } from './PlanStep';
import { ReviewStep } from './ReviewStep';
import { StepButtons } from './StepButtons';
import { StepList } from './StepList';
import { type Problem, problemsOf, type Step } from './steps';
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
  const missing = isDraft ? startProblems(draft, metrics) : {};
  const problems = problemsOf({ ...missing, ...errors });

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
        <StepButtons
          step={step}
          isNew={base === null}
          isDraft={isDraft}
          isDirty={isDirty}
          isWorking={save.isPending || life.isPending}
          // What the server had against the last attempt may have been mended elsewhere.
          isComplete={Object.keys(missing).length === 0}
          denied={denied}
          onStep={onStep}
          onSave={(then) => void saveAnd(then)}
          onStart={() => void start()}
        />
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
