import { Alert, Group, List, Stack, Table, Text } from '@mantine/core';
import type { DemoResponse } from '@/api/generated/api';
import { CopyButton } from '@/components/CopyButton';
import { PageButton } from '@/components/links';
import { summaryOf } from '../summary';

/** What was added, what was there, and the passwords, which nobody can ask for again. */
export function ExamplesReport({ report }: { report: DemoResponse }) {
  const shown = report.users.filter((user) => user.password !== null);
  return (
    <Stack gap="sm" mt="md" role="status">
      <Text size="sm">{summaryOf(report)}</Text>
      {report.failed.length > 0 && (
        <Alert color="red" title="Not everything could be added">
          <List size="sm">
            {report.failed.map(({ item, detail }) => (
              <List.Item key={`${item.type} ${item.key} ${item.environment_key}`}>
                {item.type} {item.key} in {item.environment_key}: {detail}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {shown.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            Passwords of the new accounts: copy them now, they are not shown again.
          </Text>
          <Table.ScrollContainer minWidth={420}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Account</Table.Th>
                  <Table.Th>Role</Table.Th>
                  <Table.Th>Password</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((user) => (
                  <Table.Tr key={user.email}>
                    <Table.Td>{user.email}</Table.Td>
                    <Table.Td>{user.role}</Table.Td>
                    <Table.Td>
                      <Group gap="xs" wrap="nowrap">
                        <Text size="sm" ff="monospace">
                          {user.password}
                        </Text>
                        <CopyButton value={user.password ?? ''} what={`password of ${user.email}`} />
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
      <Group>
        <PageButton to="/flags">See the flags</PageButton>
        <PageButton to="/experiments" variant="default">
          See the experiments
        </PageButton>
      </Group>
    </Stack>
  );
}
