import { Badge, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconEqual, IconLock } from '@tabler/icons-react';
import { useEnvironments } from '@/api/environments';
import type { FlagComparisonResponse, FlagInEnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { FieldValue } from '@/components/Changes';
import { PageLink } from '@/components/links';
import { EmptyState } from '@/components/States';
import { fieldName } from '@/lib/fieldWords';
import classes from './ComparisonTable.module.css';

// What people change, in the order of the flag's page.
const fields = [
  'is_enabled',
  'is_archived',
  'rollout_percentage',
  'flag_type',
  'value_type',
  'variants',
  'off_variant',
  'default_serve',
  'targets',
  'rules',
  'prerequisites',
  'bucket_by',
  'salt',
  'client_visible',
  'name',
  'description',
  'tags',
  'owner',
  'purpose',
  'expires_on',
] as const satisfies (keyof FlagResponse)[];

export function ComparisonTable({ comparison, isFiltered }: { comparison: FlagComparisonResponse; isFiltered: boolean }) {
  const shown = fields.filter((field) => !isFiltered || field in comparison.differences);
  if (shown.length === 0) {
    const count = comparison.environments.filter((place) => place.flag !== null).length;
    return (
      <EmptyState
        icon={<IconEqual size={28} />}
        title="No differences"
        text={
          count === 1
            ? 'The flag is in one environment only. Promote it to bring it into another.'
            : 'The flag is the same in all environments that have it.'
        }
      />
    );
  }

  return (
    <Table.ScrollContainer minWidth={200 + 220 * comparison.environments.length}>
      <Table className={classes.table} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={180}>Field</Table.Th>
            {comparison.environments.map((place) => (
              <EnvironmentHead key={place.environment_key} place={place} flagKey={comparison.key} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((field) => (
            <FieldRow key={field} field={field} places={comparison.environments} isDifferent={field in comparison.differences} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EnvironmentHead({ place, flagKey }: { place: FlagInEnvironmentResponse; flagKey: string }) {
  const environment = useEnvironments().find((candidate) => candidate.key === place.environment_key);
  const name = environment?.name ?? place.environment_key;
  return (
    <Table.Th>
      <Group gap={6} wrap="nowrap">
        {place.flag === null ? (
          name
        ) : (
          <PageLink to="/flags/$key" params={{ key: flagKey }} search={{ env: place.environment_key }} inherit>
            {name}
          </PageLink>
        )}
        {environment?.is_protected === true && <IconLock size={14} aria-label="protected" />}
        {place.flag === null && (
          <Badge variant="default" size="sm">
            Not there
          </Badge>
        )}
      </Group>
    </Table.Th>
  );
}

function FieldRow({
  field,
  places,
  isDifferent,
}: {
  field: (typeof fields)[number];
  places: FlagInEnvironmentResponse[];
  isDifferent: boolean;
}) {
  return (
    <Table.Tr data-different={isDifferent || undefined}>
      <Table.Th scope="row">
        {fieldName(field)}
        {isDifferent && <VisuallyHidden> (differs)</VisuallyHidden>}
      </Table.Th>
      {places.map((place) => (
        <Table.Td key={place.environment_key}>
          {place.flag === null ? (
            <Text span inherit c="dimmed">
              –
            </Text>
          ) : (
            <FieldValue field={field} value={place.flag[field]} />
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
