import { Group, List, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ExperimentResults, HealthWarning } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';
import { When } from '@/components/When';
import { Notice } from '../components/Notice';
import { Section } from '../components/Section';
import { reasonInWords, warningTitle } from '../words/reasons';
import { pText } from './numbers';
import { SplitTable } from './SplitTable';

/** Whether the numbers can be trusted: stands before any of them. */
export function Health({ results }: { results: ExperimentResults }) {
  const { health } = results;
  const others = health.warnings.filter(({ code }) => code !== 'srm');
  return (
    <Section title="Health checks">
      {health.srm.mismatch ? <Mismatch results={results} /> : <Split results={results} />}
      {others.map((warning) => (
        <Warning key={`${warning.code} ${warning.metric}`} warning={warning} />
      ))}
      <Facts results={results} />
    </Section>
  );
}

function Mismatch({ results }: { results: ExperimentResults }) {
  const { srm, warnings } = results.health;
  return (
    <Notice tone="bad" title="Sample ratio mismatch: units are not split as planned">
      <Stack gap="sm">
        <Text size="sm">
          {warnings.find(({ code }) => code === 'srm')?.message ??
            `Chance alone would do this in less than one of a thousand experiments (p ${pText(srm.p)}).`}{' '}
          Who is missing may well be who was affected, so every verdict is withheld.
        </Text>
        <SplitTable variants={results.variants} split={srm} />
        <Text size="sm" fw={600}>
          What to do
        </Text>
        <List size="sm">
          <List.Item>Look whether one arm is slower, crashes or redirects before its exposure is sent.</List.Item>
          <List.Item>
            Break the units down by a dimension such as platform: where the split is off is where the fault is.
          </List.Item>
          <List.Item>
            Check that clients evaluate and report with the same id, and that no weights were changed by hand.
          </List.Item>
          <List.Item>Mend the cause, then start a new run: what this one counted cannot be repaired.</List.Item>
        </List>
      </Stack>
    </Notice>
  );
}

function Split({ results }: { results: ExperimentResults }) {
  const { srm } = results.health;
  return (
    <Stack gap="xs">
      <Group gap={6} wrap="nowrap" align="flex-start">
        {srm.p !== null && <IconShieldCheck size={18} aria-hidden style={{ flex: 'none', marginTop: 1 }} />}
        <Text size="sm">
          {srm.p === null
            ? `Whether units are split as planned is not known yet${srm.reason === null ? '' : `: ${reasonInWords(srm.reason)}`}.`
            : `Units are split as the weights say (p ${pText(srm.p)}; a mismatch is below 0.001).`}
        </Text>
      </Group>
      <SplitTable variants={results.variants} split={srm} />
    </Stack>
  );
}

function Warning({ warning: { code, message, metric } }: { warning: HealthWarning }) {
  return (
    <Notice tone="warning" title={warningTitle(code)}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {metric !== null && <strong>{metric}: </strong>}
        {message}
      </Text>
    </Notice>
  );
}

function Facts({ results: { health } }: { results: ExperimentResults }) {
  const { multi_exposed: multi, pre_exposure_imbalance: before } = health;
  return (
    <Text size="xs" c="dimmed" component="div">
      {multi.share === null
        ? 'No units yet. '
        : multi.units === 0
          ? 'No unit was seen in several variants. '
          : `Seen in several variants: ${countText(multi.units)} of the units (${shareText(multi.share, 2)}). `}
      {before.p !== null &&
        (before.imbalanced
          ? `Before their exposure the arms differed (p ${pText(before.p)}). `
          : `No difference between the arms before their exposure was found (p ${pText(before.p)}). `)}
      {health.last_exposure_at === null ? (
        'No exposure has come yet.'
      ) : (
        <>
          The last new unit came <When time={health.last_exposure_at} />.
        </>
      )}
    </Text>
  );
}
