import { List, Stack, Text, UnstyledButton } from '@mantine/core';
import { shareText } from '@/charts/format';
import { percentText, weightText } from '@/lib/percent';
import { exactTime } from '@/lib/time';
import { conditionInWords } from '@/targeting/words';
import { Notice } from '../components/Notice';
import { Section } from '../components/Section';
import { modeWords } from '../words/modes';
import { roleWords } from '../words/verdicts';
import { WhatStartingLocks } from './asking';
import { useSetUp } from './context';
import classes from './ReviewStep.module.css';
import { type Problem, type Step, stepNames } from './steps';

/** All of it in words, and what is still missing. */
export function ReviewStep({ problems, onStep }: { problems: Problem[]; onStep: (step: Step) => void }) {
  const { base } = useSetUp();
  const isDraft = base === null || base.status === 'draft';
  return (
    <Stack>
      {problems.length > 0 ? (
        <Notice tone="warning" title={`${problems.length} to do before it can start`}>
          <List size="sm">
            {problems.map(({ place, step, message }) => (
              <List.Item key={`${place} ${message}`} style={{ overflowWrap: 'anywhere' }}>
                <UnstyledButton className={classes.link} onClick={() => onStep(step)}>
                  {stepNames[step]}
                </UnstyledButton>
                : {message}
              </List.Item>
            ))}
          </List>
        </Notice>
      ) : (
        isDraft && (
          <Notice tone="good" title="Nothing is missing">
            It can start.
          </Notice>
        )
      )}
      <Summary />
      {isDraft && (
        <Section title="Before you start">
          <WhatStartingLocks />
        </Section>
      )}
    </Stack>
  );
}

function Summary() {
  const { draft, environment } = useSetUp();
  const plan = [
    draft.planned_units === null ? null : `${draft.planned_units.toLocaleString('en')} units`,
    draft.planned_end === null ? null : `at the latest ${exactTime(draft.planned_end)}`,
  ].filter((part) => part !== null);
  return (
    <Section title={draft.name === '' ? 'This experiment' : draft.name}>
      {draft.hypothesis !== '' && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {draft.hypothesis}
        </Text>
      )}
      <dl className={classes.facts}>
        <Fact name="Flag" text={draft.flag_key === '' ? 'none yet' : `${draft.flag_key} in ${environment.name}`} />
        <Fact
          name="Arms"
          text={
            draft.arms
              .map(({ variant, weight }) => `${variant} ${weightText(weight)}${variant === draft.control ? ' (control)' : ''}`)
              .join(', ') || 'none yet'
          }
        />
        <Fact
          name="Who takes part"
          text={`${percentText(draft.traffic_percentage)} of ${draft.when === null ? 'everybody' : `those where ${conditionInWords(draft.when)}`}${draft.layer === null ? '' : `, in the layer ${draft.layer}`}${draft.holdout === null ? '' : `, without the holdout ${draft.holdout}`}`}
        />
        <Fact
          name="Metrics"
          text={
            draft.metrics
              .map(
                ({ metric, role, margin }) =>
                  `${metric} (${roleWords(role).label.toLowerCase()}${margin == null ? '' : `, margin ${shareText(margin).replace('.0', '')}`})`,
              )
              .join(', ') || 'none yet'
          }
        />
        <Fact
          name="Judged"
          text={`${modeWords(draft.mode).label.replace(' (recommended)', '')}; ${shareText(draft.alpha).replace('.0', '')} false alarms accepted`}
        />
        <Fact name="Plan" text={plan.length === 0 ? 'none' : plan.join(', ')} />
        <Fact name="Broken down by" text={draft.dimensions.join(', ') || 'nothing'} />
      </dl>
    </Section>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
