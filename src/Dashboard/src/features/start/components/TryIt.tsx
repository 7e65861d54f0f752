import { Button, Group } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { EnvironmentResponse, EvaluationResponse, FlagSummaryResponse } from '@/api/generated/api';
import { useMutateOnce } from '@/api/useMutateOnce';
import { ActionButton } from '@/components/ActionButton';
import { CodeBlock } from '@/components/CodeBlock';
import { addressOf } from '@/lib/address';
import type { Denied } from '@/lib/permissions';
import { evaluateCommand } from '@/lib/shell';
import { useEvaluate, useFlip } from '../api/firstFlag';
import { Answer } from './Answer';
import { Step } from './Step';

interface Props {
  flagKey: string;
  environment: EnvironmentResponse;
  /** Absent: there is no flag to try yet. */
  here: FlagSummaryResponse | undefined;
  denied: Denied;
  /** The answers so far, latest first. */
  answers: EvaluationResponse[];
  onAnswer: (answer: EvaluationResponse) => void;
}

const user = 'you';

/** The steps after the first: ask, flip, and see the answer change. */
export function TryIt({ flagKey, environment, here, denied, answers, onAnswer }: Props) {
  const evaluate = useEvaluate(flagKey, environment.key);
  const flip = useFlip(flagKey);
  const sendQuestion = useMutateOnce(evaluate);
  const sendFlip = useMutateOnce(flip);
  const [flipped, setFlipped] = useState(false);
  const ask = () => sendQuestion(user, { onSuccess: onAnswer });
  const command = evaluateCommand(addressOf(), flagKey, environment.key, user);
  const latest = answers[0];
  const before = answers.find((answer) => answer.enabled !== latest?.enabled);

  return (
    <>
      <Step
        number={2}
        title="Evaluate it"
        text="This is all that code has to ask. It answers from memory, and needs no access token."
        isDone={latest !== undefined}
      >
        {here === undefined ? undefined : (
          <>
            <CodeBlock code={command} what="command" />
            <Group>
              <Button
                variant={latest === undefined ? 'filled' : 'default'}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                loading={evaluate.isPending}
                onClick={ask}
              >
                Run it here
              </Button>
            </Group>
            {latest !== undefined && !flipped && <Answer answer={latest} />}
          </>
        )}
      </Step>
      <Step
        number={3}
        title="Flip it, and see the answer change"
        text="No deployment, no restart: the next evaluation sees it."
        isDone={before !== undefined}
      >
        {here === undefined || latest === undefined ? undefined : (
          <>
            <Group>
              <ActionButton
                denied={denied}
                loading={flip.isPending}
                variant={flipped ? 'default' : 'filled'}
                onClick={() =>
                  sendFlip(here, {
                    onSuccess: () => {
                      setFlipped(true);
                      ask();
                    },
                  })
                }
              >
                {here.is_enabled ? 'Switch it off' : 'Switch it on'}
              </ActionButton>
            </Group>
            {flipped && <Answer answer={latest} before={before} />}
          </>
        )}
      </Step>
    </>
  );
}
