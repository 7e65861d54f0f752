import { Group, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BreakdownRow, ComparisonResult, ExperimentResults } from '@/api/generated/api';
import { countText } from '@/charts/format';
import { ErrorState, LoadingRows } from '@/components/States';
import { WideTable } from '@/components/WideTable';
import { breakdownQuery } from '../api/breakdown';
import { Section } from '../components/Section';
import { ToneBadge } from '../components/ToneBadge';
import type { ResultsPlace } from '../keys';
import { reasonInWords, reasonSentence } from '../words/reasons';
import { verdictWords } from '../words/verdicts';
import { levelText, liftRange, liftText, pText } from './numbers';

/** Results by the value of an attribute. */
export function Breakdown({
  place,
  results,
  dimensions,
}: {
  place: ResultsPlace;
  results: ExperimentResults;
  dimensions: string[];
}) {
  const [dimension, setDimension] = useState<string | null>(null);
  const [metric, setMetric] = useState(results.metrics[0]?.key ?? '');
  const breakdown = useQuery({
    ...breakdownQuery(place, dimension ?? '', metric),
    enabled: dimension !== null && metric !== '',
  });
  return (
    <Section
      title="Breakdown"
      description={
        results.health.ok
          ? 'Exploratory: look here for questions, not for answers. With many slices some stand out by chance, so p are corrected over all of them (Holm).'
          : 'The health checks failed: look here for where the fault is. No lift can be trusted.'
      }
    >
      {dimensions.length === 0 ? (
        <Text size="sm" c="dimmed">
          This experiment keeps no attributes to break results down by. A new run can: name them under “Who takes part”.
        </Text>
      ) : (
        <Group gap="sm">
          <Select
            label="By"
            placeholder="Choose an attribute"
            data={dimensions}
            value={dimension}
            onChange={setDimension}
            allowDeselect={false}
          />
          <Select
            label="Metric"
            data={results.metrics.map(({ key, name }) => ({ value: key, label: name }))}
            value={metric}
            onChange={(next) => setMetric(next ?? metric)}
            allowDeselect={false}
          />
        </Group>
      )}
      {dimension === null ? null : breakdown.data !== undefined ? (
        <Rows rows={breakdown.data.rows} dimension={dimension} metric={metric} alpha={results.engine.alpha} />
      ) : breakdown.isError ? (
        <ErrorState error={breakdown.error} retry={() => void breakdown.refetch()} />
      ) : (
        <LoadingRows rows={4} />
      )}
    </Section>
  );
}

function Rows({ rows, dimension, metric, alpha }: { rows: BreakdownRow[]; dimension: string; metric: string; alpha: number }) {
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No unit has taken part yet.
      </Text>
    );
  }

  return (
    <WideTable label={`Results by ${dimension}`} minWidth={720} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{dimension}</Table.Th>
          <Table.Th ta="right">Units</Table.Th>
          <Table.Th>Treatment</Table.Th>
          <Table.Th ta="right">Lift, and {levelText(alpha)} for one look</Table.Th>
          <Table.Th ta="right">p, corrected</Table.Th>
          <Table.Th>Verdict</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) =>
          (row.metrics.find(({ key }) => key === metric)?.comparisons ?? []).map((comparison, at) => (
            <Slice
              key={`${row.kind} ${row.value} ${comparison.treatment}`}
              row={row}
              comparison={comparison}
              isFirst={at === 0}
            />
          )),
        )}
      </Table.Tbody>
    </WideTable>
  );
}

function Slice({ row, comparison, isFirst }: { row: BreakdownRow; comparison: ComparisonResult; isFirst: boolean }) {
  const { relative, verdict, reason } = comparison;
  const p = comparison.p_adjusted ?? comparison.p_decision;
  const why = relative?.reason ?? reason;
  // A number is believed, whatever stands beside it.
  const lift = row.srm.mismatch ? null : (relative?.lift ?? null);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {isFirst && valueText(row)}
        {isFirst && row.srm.mismatch && (
          <Text size="xs" c="var(--mantine-color-error)">
            not split as planned (p {pText(row.srm.p)})
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{isFirst && countText(row.units)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{comparison.treatment}</Table.Td>
      <Table.Td ta="right">
        {lift !== null
          ? liftText(lift)
          : row.srm.mismatch
            ? 'withheld'
            : `unknown${why === null ? '' : `: ${reasonInWords(why)}`}`}
        {lift !== null && (
          <Text size="xs" c="dimmed">
            {liftRange(relative?.ci_low, relative?.ci_high)}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{row.srm.mismatch ? 'withheld' : p === null ? 'unknown' : pText(p)}</Table.Td>
      <Table.Td>
        <ToneBadge size="sm" words={verdictWords(verdict)} text={reason === null ? undefined : reasonSentence(reason)} />
      </Table.Td>
    </Table.Tr>
  );
}

function valueText({ kind, value }: BreakdownRow): React.ReactNode {
  return kind === 'value' ? (
    <bdi>{value}</bdi>
  ) : (
    <Text span size="sm" fs="italic">
      {kind === 'other' ? 'all others' : 'without it'}
    </Text>
  );
}
