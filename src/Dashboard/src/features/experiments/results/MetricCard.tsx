import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ComparisonResult, MetricResult, ResultsEngine } from '@/api/generated/api';
import { IntervalLegend } from '@/charts/IntervalLegend';
import { IntervalPlot } from '@/charts/IntervalPlot';
import { ToneBadge } from '../components/ToneBadge';
import { reasonSentence } from '../words/reasons';
import { guardrailWords, verdictWords } from '../words/verdicts';
import { ArmsTable } from './ArmsTable';
import { ComparisonsTable } from './ComparisonsTable';
import { metricFacts } from './metricFacts';
import { diffText, heldRange, levelText, liftText } from './numbers';
import { plotOf } from './plotRows';

/** One metric: the verdicts, the intervals, the numbers, and what they were made of. */
export function MetricCard({ metric, engine, isTrusted }: { metric: MetricResult; engine: ResultsEngine; isTrusted: boolean }) {
  return (
    <Paper withBorder p="md" component="article" aria-label={metric.name} miw={0}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
            {metric.name}
          </Title>
          <Text size="xs" c="dimmed">
            {metricFacts(metric)}
          </Text>
        </div>
        {metric.comparisons.map((comparison) => (
          <Verdict key={comparison.treatment} comparison={comparison} engine={engine} isTrusted={isTrusted} />
        ))}
        <Intervals metric={metric} engine={engine} isTrusted={isTrusted} />
        <Numbers metric={metric} engine={engine} isTrusted={isTrusted} />
      </Stack>
    </Paper>
  );
}

/** Numbers that cannot be trusted are shown only to who asks for them: a p of 0.01 is believed whatever stands above it. */
function Numbers({ metric, engine, isTrusted }: { metric: MetricResult; engine: ResultsEngine; isTrusted: boolean }) {
  const [isShown, setShown] = useState(isTrusted);
  return (
    <>
      {!isTrusted && (
        <Group gap="sm">
          <Text size="sm" fw={600}>
            The health checks failed: none of these numbers can be trusted.
          </Text>
          <Button variant="default" size="xs" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide the numbers' : 'Show them all the same'}
          </Button>
        </Group>
      )}
      {(isTrusted || isShown) && (
        <>
          <ComparisonsTable metric={metric} />
          <ArmsTable metric={metric} alpha={engine.alpha} />
        </>
      )}
    </>
  );
}

function Verdict({ comparison, engine, isTrusted }: { comparison: ComparisonResult; engine: ResultsEngine; isTrusted: boolean }) {
  const { treatment, verdict, guardrail, reason, relative } = comparison;
  const words = verdictWords(verdict);
  const limit = guardrail === null ? null : guardrailWords(guardrail.verdict);
  return (
    <Group gap="xs" align="flex-start">
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {treatment}
      </Text>
      {verdict === 'withheld' || limit === null ? <ToneBadge words={words} /> : <ToneBadge words={limit} />}
      {isTrusted && verdict !== 'withheld' && relative?.lift != null && (
        <Text size="sm" className="numbers">
          <strong>{liftText(relative.lift)}</strong> ({heldRange(comparison, engine)})
        </Text>
      )}
      <Text size="sm" flex="1 1 16rem">
        {reason === null ? (limit ?? words).text : reasonSentence(reason)}
        {guardrail?.harmed_now === true && ' The alarm that holds at any look has gone off: it does harm now.'}
      </Text>
    </Group>
  );
}

function Intervals({ metric, engine, isTrusted }: { metric: MetricResult; engine: ResultsEngine; isTrusted: boolean }) {
  const plot = plotOf(metric);
  if (plot === null) {
    return (
      <Text size="sm" c="dimmed">
        There is no difference to draw yet.
      </Text>
    );
  }

  const hasSequence = plot.rows.some((row) => row.always !== null);
  return (
    <Stack gap="xs">
      <IntervalPlot
        title={`${plot.unit === 'lift' ? 'Lift' : 'Difference'} of ${metric.name}`}
        rows={plot.rows}
        margin={plot.margin}
        format={(value) => (plot.unit === 'lift' ? liftText(value) : diffText(value, metric.kind))}
        isFaint={!isTrusted}
      />
      <IntervalLegend
        once={`${levelText(engine.alpha)}, for one look`}
        always={hasSequence ? `${levelText(engine.sequence_alpha)}, at any number of looks` : null}
        hasMargin={plot.margin !== null}
      />
    </Stack>
  );
}
