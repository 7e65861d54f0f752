import { Group, UnstyledButton } from '@mantine/core';
import classes from './StepList.module.css';
import { type Problem, type Step, stepNames, steps } from './steps';

/** The steps in their order; any can be gone to. */
export function StepList({ step, onStep, problems }: { step: Step; onStep: (step: Step) => void; problems: Problem[] }) {
  return (
    <nav aria-label="Steps of the set-up">
      <Group component="ol" gap="xs" m={0} p={0} className={classes.list}>
        {steps.map((name, at) => {
          const count = problems.filter((problem) => problem.step === name).length;
          return (
            <li key={name}>
              <UnstyledButton
                className={classes.step}
                aria-current={name === step ? 'step' : undefined}
                onClick={() => onStep(name)}
              >
                <span className={classes.number}>{at + 1}</span>
                {stepNames[name]}
                {count > 0 && <span className={classes.missing}>{count} to do</span>}
              </UnstyledButton>
            </li>
          );
        })}
      </Group>
    </nav>
  );
}
