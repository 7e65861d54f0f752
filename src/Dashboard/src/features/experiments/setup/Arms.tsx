import { Button, Checkbox, Group, NumberInput, Radio, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { flagQuery } from '@/api/flags';
import type { FlagResponse } from '@/api/generated/api';
import { ErrorState, LoadingRows } from '@/components/States';
import { errorAt } from '@/lib/fieldErrors';
import { percentOf, weightOf, weightText } from '@/lib/percent';
import { evenly } from '@/lib/rollout';
import { useSetUp } from './context';
import { missingWeight, proposedArms } from './draft';

/** Which variants are compared, with which shares, and with which one. */
export function Arms() {
  const { environment, draft, change, errors, locks, readOnly } = useSetUp();
  const flag = useQuery({ ...flagQuery(draft.flag_key, environment.key), enabled: draft.flag_key !== '' });
  const isFixed = readOnly || locks.dealing;
  useProposal(flag.data);
  if (draft.flag_key === '') {
    return <Text size="sm">Choose the flag first: its variants are the arms.</Text>;
  }
  if (flag.data === undefined) {
    return flag.isError ? <ErrorState error={flag.error} retry={() => void flag.refetch()} /> : <LoadingRows rows={3} />;
  }

  const known = flag.data.variants.map(({ key }) => key);
  // An arm that the flag has no variant for any more is shown, so that it can be taken out.
  const keys = [...known, ...draft.arms.map(({ variant }) => variant).filter((key) => !known.includes(key))];
  const take = (key: string, isIn: boolean) => {
    const kept = keys.filter((other) => (other === key ? isIn : draft.arms.some(({ variant }) => variant === other)));
    const weights = evenly(kept.length);
    change({
      arms: kept.map((variant, at) => ({ variant, weight: weights[at] ?? 0 })),
      control: kept.includes(draft.control) ? draft.control : (kept[0] ?? ''),
    });
  };
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={420}>
        <Radio.Group
          value={draft.control}
          onChange={(control) => !isFixed && change({ control })}
          aria-label="The arm that the others are compared with"
        >
          <Table aria-label="Arms" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Variant</Table.Th>
                <Table.Th w={140}>Share</Table.Th>
                <Table.Th w={120}>Control</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <ArmRow
                  key={key}
                  variant={key}
                  isGone={!known.includes(key)}
                  onTake={(isIn) => take(key, isIn)}
                  isFixed={isFixed}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Radio.Group>
      </Table.ScrollContainer>
      <Sum />
      {[errorAt(errors, 'arms'), errorAt(errors, 'control')].map(
        (error) =>
          error !== undefined && (
            <Text key={error} size="sm" c="var(--mantine-color-error)">
              {error}
            </Text>
          ),
      )}
    </Stack>
  );
}

/** Of a flag that was just chosen nobody should have to tick all variants; who has taken all out wants none. */
function useProposal(flag: FlagResponse | undefined): void {
  const { draft, change, locks, readOnly } = useSetUp();
  const [proposedFor, setProposedFor] = useState<string | null>(draft.arms.length === 0 ? null : draft.flag_key);
  const isDue = flag !== undefined && proposedFor !== flag.key && !readOnly && !locks.judging;
  useEffect(() => {
    if (isDue) {
      setProposedFor(flag.key);
      change(proposedArms(flag));
    }
  }, [isDue, flag, change]);
}

interface RowProps {
  variant: string;
  isGone: boolean;
  onTake: (isIn: boolean) => void;
  isFixed: boolean;
}

function ArmRow({ variant, isGone, onTake, isFixed }: RowProps) {
  const { draft, change, errors } = useSetUp();
  const at = draft.arms.findIndex((arm) => arm.variant === variant);
  const arm = draft.arms[at];
  const reweigh = (percent: number | string) =>
    change({
      arms: draft.arms.map((other) => (other.variant === variant ? { variant, weight: weightOf(Number(percent)) } : other)),
    });
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Checkbox
          label={isGone ? `${variant} (the flag has no such variant)` : variant}
          checked={arm !== undefined}
          onChange={(event) => onTake(event.currentTarget.checked)}
          disabled={isFixed}
          error={errorAt(errors, `arms[${at}].variant`)}
        />
      </Table.Td>
      <Table.Td>
        {arm !== undefined && (
          <NumberInput
            aria-label={`Share of ${variant}, in percent`}
            value={percentOf(arm.weight)}
            onChange={reweigh}
            min={0}
            max={100}
            decimalScale={3}
            suffix=" %"
            readOnly={isFixed}
            error={errorAt(errors, `arms[${at}].weight`)}
          />
        )}
      </Table.Td>
      <Table.Td>
        {arm !== undefined && (
          <Radio value={variant} label="control" aria-label={`${variant} is the control`} disabled={isFixed} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Sum() {
  const { draft, change, readOnly, locks } = useSetUp();
  const missing = missingWeight(draft.arms);
  return (
    <Group gap="sm">
      <Text size="sm" role="status" className="numbers" c={missing === 0 ? 'dimmed' : 'var(--mantine-color-error)'}>
        {missing === 0
          ? 'The shares sum to 100 %.'
          : `The shares must sum to 100 %: ${weightText(Math.abs(missing))} ${missing > 0 ? 'are missing' : 'too much'}.`}
      </Text>
      {!readOnly && !locks.dealing && draft.arms.length > 1 && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            const weights = evenly(draft.arms.length);
            change({ arms: draft.arms.map(({ variant }, at) => ({ variant, weight: weights[at] ?? 0 })) });
          }}
        >
          Split evenly
        </Button>
      )}
    </Group>
  );
}
