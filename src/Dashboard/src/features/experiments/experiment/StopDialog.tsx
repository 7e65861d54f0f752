import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import { flagQuery } from '@/api/flags';
import type { EnvironmentResponse, ExperimentResponse } from '@/api/generated/api';
import { FormDialog } from '@/components/FormDialog';
import { sayDone } from '@/components/toasts';
import { formatJson } from '@/lib/json';
import { useLifeCycle } from '../api/lifeCycle';
import { resultsQuery } from '../api/results';
import { Notice } from '../components/Notice';
import { decisionWords } from '../words/verdicts';

interface Props {
  experiment: ExperimentResponse;
  environment: EnvironmentResponse;
  /** What is chosen at first. */
  ship?: string;
  onClose: () => void;
}

const none = '\u0000'; // no variant is called so

/** Ends it, and says what the flag will serve from then on. */
export function StopDialog({ experiment, environment, ship, onClose }: Props) {
  const life = useLifeCycle(true);
  const [choice, setChoice] = useState(ship ?? none);
  const [conclusion, setConclusion] = useState(experiment.conclusion);
  const shipped = choice === none ? null : choice;
  const stop = () =>
    life.mutate(
      { experiment, step: { kind: 'stop', ship_variant: shipped, conclusion } },
      {
        onSuccess: () => {
          sayDone(
            shipped === null
              ? `${experiment.name} is stopped.`
              : `${experiment.name} is stopped; ${experiment.flag_key} serves ${shipped}.`,
          );
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={`Stop ${experiment.name}?`}
      action={shipped === null ? 'Stop' : `Stop and ship ${shipped}`}
      work={life}
      fields={['conclusion', 'ship_variant']}
      onSubmit={stop}
      onClose={onClose}
      size="lg"
    >
      <Recommendation experiment={experiment} shipped={shipped} />
      <Radio.Group
        label="What the flag serves from then on"
        value={choice}
        onChange={setChoice}
        error={fieldErrorsOf(life.error).ship_variant?.join(' ')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value={none} label="As before the experiment" description="Its default, as its page shows it" />
          {experiment.arms.map(({ variant }) => (
            <Radio
              key={variant}
              value={variant}
              label={`Ship ${variant}`}
              description={variant === experiment.control ? 'The control' : undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Consequence experiment={experiment} environment={environment} shipped={shipped} />
      <Textarea
        label="Conclusion"
        description="Optional: what was learned, for those who ask next year"
        autosize
        minRows={2}
        value={conclusion}
        onChange={(event) => setConclusion(event.currentTarget.value)}
        error={fieldErrorsOf(life.error).conclusion?.join(' ')}
      />
    </FormDialog>
  );
}

function Recommendation({ experiment, shipped }: { experiment: ExperimentResponse; shipped: string | null }) {
  const { data } = useQuery({ ...resultsQuery({ experiment: experiment.key }), meta: { handled: true } });
  if (data === undefined) {
    return null;
  }
  const isUnfounded = shipped !== null && shipped !== experiment.control && shipped !== data.decision.variant;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      The results say: <strong>{decisionWords(data).label}</strong>. {data.decision.because[0]}
      {isUnfounded && <strong> They do not recommend to ship {shipped}.</strong>}
    </Text>
  );
}

function Consequence({
  experiment,
  environment,
  shipped,
}: Pick<Props, 'experiment' | 'environment'> & { shipped: string | null }) {
  const { data: flag } = useQuery(flagQuery(experiment.flag_key, experiment.environment_key));
  const value = flag?.variants.find(({ key }) => key === shipped)?.value;
  return (
    <Notice
      tone={environment.is_protected ? 'warning' : 'neutral'}
      title={`In ${environment.name}${environment.is_protected ? ', which is protected' : ''}`}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {shipped === null
          ? `Nobody takes part any more. ${experiment.flag_key} serves its default to everybody that no target and no rule decides about.`
          : `The default of ${experiment.flag_key} becomes ${shipped}${value === undefined ? '' : ` (${formatJson(value, 0).slice(0, 120)})`}: everybody that no target and no rule decides about gets it.`}
        {flag?.is_enabled === false && ' The flag is off: everybody gets its off variant until it is turned on.'}
        {shipped !== null && experiment.holdout !== null && ` Who is in the holdout ${experiment.holdout} stays out.`} A stopped
        experiment cannot start again.
      </Text>
    </Notice>
  );
}
