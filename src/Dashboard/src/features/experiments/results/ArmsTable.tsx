import { Table, Text } from '@mantine/core';
import type { ArmResult, MetricResult } from '@/api/generated/api';
import { countText, numberText } from '@/charts/format';
import { WideTable } from '@/components/WideTable';
import { reasonInWords } from '../words/reasons';
import { isShare, levelText, meanName, meanRange, meanText } from './numbers';

/** What the units of each arm did. */
export function ArmsTable({ metric, alpha }: { metric: MetricResult; alpha: number }) {
  // Each unit of a share counts once: its sum is the number of units with events.
  const hasSum = !isShare(metric.kind);
  const isRatio = metric.arms.some((arm) => arm.denominator_sum !== null);
  return (
    <WideTable label={`${metric.name}: arms`} minWidth={560} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Arm</Table.Th>
          <Table.Th ta="right">Units</Table.Th>
          <Table.Th ta="right">With events</Table.Th>
          {hasSum && <Table.Th ta="right">Sum</Table.Th>}
          {isRatio && <Table.Th ta="right">Divided by</Table.Th>}
          <Table.Th ta="right">{meanName(metric.kind)}</Table.Th>
          <Table.Th ta="right">{levelText(alpha)} interval</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {metric.arms.map((arm) => (
          <Arm key={arm.variant} arm={arm} kind={metric.kind} hasSum={hasSum} isRatio={isRatio} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Arm({ arm, kind, hasSum, isRatio }: { arm: ArmResult; kind: string; hasSum: boolean; isRatio: boolean }) {
  const why = `unknown${arm.reason === null ? '' : `: ${reasonInWords(arm.reason)}`}`;
  const unknown = (
    <Text size="xs" c="dimmed">
      {why}
    </Text>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
        {arm.variant}
      </Table.Th>
      <Table.Td ta="right">{countText(arm.units)}</Table.Td>
      <Table.Td ta="right">{countText(arm.conversions)}</Table.Td>
      {hasSum && <Table.Td ta="right">{arm.sum === null ? 'none of a quantile' : numberText(arm.sum)}</Table.Td>}
      {isRatio && <Table.Td ta="right">{arm.denominator_sum === null ? unknown : numberText(arm.denominator_sum)}</Table.Td>}
      <Table.Td ta="right">{arm.mean === null ? unknown : meanText(arm.mean, kind)}</Table.Td>
      <Table.Td ta="right">
        {arm.ci_low === null && arm.ci_high === null ? unknown : meanRange(arm.ci_low, arm.ci_high, kind)}
      </Table.Td>
    </Table.Tr>
  );
}
