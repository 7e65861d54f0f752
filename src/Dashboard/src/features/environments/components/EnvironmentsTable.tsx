import { Badge, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconEdit, IconKey, IconLock, IconTrash } from '@tabler/icons-react';
import type { EnvironmentResponse } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { PageLink } from '@/components/links';
import { When } from '@/components/When';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';

interface Props {
  environments: EnvironmentResponse[];
  /** How many flags are in use in each, by its key; undefined: not known yet. */
  flagCounts: Map<string, number> | undefined;
  onEdit: (environment: EnvironmentResponse) => void;
  onDelete: (environment: EnvironmentResponse) => void;
}

export function EnvironmentsTable({ environments, flagCounts, onEdit, onDelete }: Props) {
  const user = useUser();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Environment</Table.Th>
            <Table.Th>Who changes it</Table.Th>
            <Table.Th ta="right">Flags</Table.Th>
            <Table.Th ta="right">Version</Table.Th>
            <Table.Th>Created</Table.Th>
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {environments.map((environment) => (
            <Table.Tr key={environment.id}>
              <Table.Td maw={360}>
                <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {environment.name}
                </Text>
                <Text size="xs" c="dimmed" ff="monospace">
                  {environment.key}
                </Text>
                {environment.description !== '' && (
                  <Text size="xs" c="dimmed" lineClamp={2} mt={2} style={{ overflowWrap: 'anywhere' }}>
                    {environment.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Protection isProtected={environment.is_protected} />
              </Table.Td>
              <Table.Td ta="right">{flagCounts === undefined ? '…' : (flagCounts.get(environment.key) ?? 0)}</Table.Td>
              <Table.Td ta="right" className="numbers">
                {environment.version}
              </Table.Td>
              <Table.Td>
                <When time={environment.created_at} />
              </Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <PageLink to="/sdk-keys" search={{ env: environment.key }} size="sm" mr="xs">
                    <Group gap={4} wrap="nowrap">
                      <IconKey size={14} aria-hidden /> SDK keys
                    </Group>
                  </PageLink>
                  <IconAction
                    label={`Edit ${environment.name}`}
                    denied={denyAdminOnly(user, 'edit environments')}
                    onClick={() => onEdit(environment)}
                  >
                    <IconEdit size={16} aria-hidden />
                  </IconAction>
                  <IconAction
                    label={`Delete ${environment.name}`}
                    denied={denyAdminOnly(user, 'delete environments')}
                    onClick={() => onDelete(environment)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </IconAction>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Protection({ isProtected }: { isProtected: boolean }) {
  return isProtected ? (
    <Badge variant="default" leftSection={<IconLock size={12} aria-hidden />} tt="none">
      Protected: admins
    </Badge>
  ) : (
    <Text size="sm" c="dimmed">
      Developers and admins
    </Text>
  );
}
