import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EnvironmentResponse, FlagResponse } from '@/api/generated/api';
import { CopyButton } from '@/components/CopyButton';
import { PageHeader } from '@/components/PageHeader';
import { exactDay } from '@/lib/days';
import { isExpired } from '@/lib/flagState';
import { typeNames } from '@/lib/flagTypes';
import { EnabledSwitch } from './EnabledSwitch';

interface Props {
  flag: FlagResponse;
  environment: EnvironmentResponse;
  picker: ReactNode;
}

export function FlagHeader({ flag, environment, picker }: Props) {
  return (
    <PageHeader title={flag.name} description={<Facts flag={flag} />}>
      {picker}
      <EnabledSwitch flag={flag} environment={environment} />
    </PageHeader>
  );
}

function Facts({ flag }: { flag: FlagResponse }) {
  return (
    <>
      <Group gap={4} wrap="nowrap" align="center">
        <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {flag.key}
        </Text>
        <CopyButton value={flag.key} what="key" />
      </Group>
      <Group gap="xs" mt={4}>
        {flag.is_archived && <Badge color="dark">Archived</Badge>}
        <Text span inherit>
          {typeNames[flag.flag_type]}
        </Text>
        <Text span inherit>
          · {flag.purpose}
        </Text>
        {flag.owner !== null && (
          <Text span inherit style={{ overflowWrap: 'anywhere' }}>
            · owned by {flag.owner}
          </Text>
        )}
        {flag.expires_on !== null && (
          <Text span inherit c={isExpired(flag) ? 'var(--mantine-color-error)' : undefined}>
            · {isExpired(flag) ? 'should have gone by' : 'should go by'} {exactDay(flag.expires_on)}
          </Text>
        )}
        {flag.tags.map((tag) => (
          <Badge key={tag} variant="default" tt="none" fw={500} maw="100%">
            {tag}
          </Badge>
        ))}
      </Group>
      {flag.description !== '' && (
        <Text
          component="div"
          size="sm"
          mt="xs"
          maw="75ch"
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          lineClamp={3}
        >
          {flag.description}
        </Text>
      )}
    </>
  );
}
