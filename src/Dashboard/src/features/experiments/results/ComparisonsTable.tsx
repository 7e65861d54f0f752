import { Stack, Table, Text } from '@mantine/core';
import type { ComparisonResult, MetricResult } from '@/api/generated/api';
import { shareText } from '@/charts/format';
import { WideTable } from '@/components/WideTable';
import { reasonInWords } from '../words/reasons';
import { chanceText, diffRange, diffText, liftRange, liftText, lossText, pText } from './numbers';

/** Each treatment beside the control, in numbers. */
export function ComparisonsTable({ metric }: { metric: MetricResult }) {
  const isCorrected = metric.role === 'goal';
  return (
    <WideTable label={`${metric.name}: treatments beside the control`} minWidth={890} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Treatment</Table.Th>
          <Table.Th ta="right" miw={200}>
            Lift
          </Table.Th>
          <Table.Th ta="right" miw={130}>
            Difference
          </Table.Th>
          <Table.Th ta="right">{isCorrected ? 'p, corrected' : 'p'}</Table.Th>
          <Table.Th ta="right">p of one look</Table.Th>
          <Table.Th ta="right">Chance to win</Table.Th>
          <Table.Th ta="right">Loss if shipped and worse</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {metric.comparisons.map((comparison) => (
          <Row key={comparison.treatment} comparison={comparison} kind={metric.kind} baseline={metric.arms[0]?.mean} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({
  comparison,
  kind,
  baseline,
}: {
  comparison: ComparisonResult;
  kind: string;
  baseline: number | null | undefined;
}) {
  const { treatment, absolute, relative, sequential, bayes, cuped, reason } = comparison;
  const why = reason ?? 'not computed';
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
        {treatment}
        {cuped !== null && (
          <Text size="xs" c="dimmed">
            variance {shareText(cuped.variance_reduction, 0)} less by CUPED; without it {diffText(cuped.unadjusted.diff, kind)} (p{' '}
            {pText(cuped.unadjusted.p)})
          </Text>
        )}
      </Table.Th>
      <Cell
        value={relative?.lift == null ? null : liftText(relative.lift)}
        notes={[
          relative === null ? null : liftRange(relative.ci_low, relative.ci_high),
          sequential === null ? null : `any look: ${liftRange(sequential.rel_ci_low, sequential.rel_ci_high)}`,
          relative?.reason == null ? null : reasonInWords(relative.reason),
        ]}
        why={relative?.reason ?? why}
      />
      <Cell
        value={absolute === null ? null : diffText(absolute.diff, kind)}
        notes={[absolute === null ? null : diffRange(absolute.ci_low, absolute.ci_high, kind)]}
        why={why}
      />
      <Cell
        value={decidingP(comparison)}
        notes={[sequential === null ? null : `any look: ${pText(sequential.p_min)}`]}
        why={why}
      />
      <Cell value={comparison.p === null ? null : pText(comparison.p)} why={why} />
      <Cell value={bayes === null ? null : chanceText(bayes.chance_to_win)} why={why} />
      <Cell value={bayes === null ? null : lossText(bayes.loss_ship, kind, baseline)} why={why} />
    </Table.Tr>
  );
}

function decidingP({ p_adjusted: adjusted, p_decision: decision }: ComparisonResult): string | null {
  const p = adjusted ?? decision;
  return p === null ? null : pText(p);
}

/** A number, or why it is unknown. */
function Cell({ value, notes = [], why }: { value: string | null; notes?: (string | null)[]; why: string }) {
  return (
    <Table.Td ta="right" miw={96}>
      {value === null ? (
        <Text size="xs" c="dimmed">
          unknown: {reasonInWords(why)}
        </Text>
      ) : (
        <Stack gap={0}>
          <Text size="sm">{value}</Text>
          {notes
            .filter((note) => note !== null)
            .map((note) => (
              <Text key={note} size="xs" c="dimmed">
                {note}
              </Text>
            ))}
        </Stack>
      )}
    </Table.Td>
  );
}
