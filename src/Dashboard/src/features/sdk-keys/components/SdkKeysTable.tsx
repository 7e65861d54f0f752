import { Badge, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import type { SdkKeyResponse } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { When } from '@/components/When';
import type { Denied } from '@/lib/permissions';
import { isExpired } from '../expiry';
import { kinds } from '../kinds';

interface Props {
  keys: SdkKeyResponse[];
  denied: Denied;
  onRotate: (key: SdkKeyResponse) => void;
  onDelete: (key: SdkKeyResponse) => void;
}

export function SdkKeysTable({ keys, denied, onRotate, onDelete }: Props) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Key</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Created</Table.Th>
            <Table.Th>Expires</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td maw={320}>
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {key.name}
                </Text>
                <Text size="xs" c="dimmed" ff="monospace">
                  …{key.hint}
                  {key.plain_bulk && ' · plain bulk answers'}
                </Text>
              </Table.Td>
              <Table.Td>{kinds.find(({ kind }) => kind === key.kind)?.label ?? key.kind}</Table.Td>
              <Table.Td>
                <When time={key.created_at} />
              </Table.Td>
              <Table.Td>
                <Expiry expiresAt={key.expires_at} />
              </Table.Td>
              <Table.Td>{key.last_used_at === null ? 'never' : <When time={key.last_used_at} />}</Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <IconAction
                    label={`Rotate ${key.name}`}
                    denied={
                      denied ?? (isExpired(key.expires_at, Date.now()) ? 'It has expired. Create a new key instead.' : null)
                    }
                    onClick={() => onRotate(key)}
                  >
                    <IconRefresh size={16} aria-hidden />
                  </IconAction>
                  <IconAction label={`Delete ${key.name}`} denied={denied} onClick={() => onDelete(key)}>
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

function Expiry({ expiresAt }: { expiresAt: string | null }) {
  if (expiresAt === null) {
    return 'never';
  }

  return isExpired(expiresAt, Date.now()) ? (
    <Badge color="red" variant="outline" tt="none">
      expired <When time={expiresAt} />
    </Badge>
  ) : (
    <When time={expiresAt} />
  );
}
