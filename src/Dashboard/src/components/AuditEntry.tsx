import { Group, Stack, Text } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AuditEntryResponse } from '@/api/generated/api';
import { actionInWords, typeInWords } from '@/lib/auditWords';
import classes from './AuditEntry.module.css';
import { Changes } from './Changes';
import { ExperimentLink } from './ExperimentLink';
import { PageLink } from './links';
import { When } from './When';

const icons = { create: IconPlus, update: IconPencil, delete: IconMinus };

/** One change: who, what, when, and the difference. @param isChosen a link leads to it: it is marked and brought into view. */
export function AuditEntry({
  entry,
  isChosen = false,
  children,
}: {
  entry: AuditEntryResponse;
  isChosen?: boolean;
  children?: ReactNode;
}) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) {
      place.current?.scrollIntoView({ block: 'center' });
    }
  }, [isChosen]);

  const Icon = icons[entry.action] ?? IconPencil;
  return (
    <li ref={place} className={classes.entry} data-chosen={isChosen || undefined} aria-current={isChosen || undefined}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <Text size="sm" component="div" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            <Icon size={14} aria-hidden style={{ verticalAlign: '-0.1em', marginRight: 6 }} />
            <Sentence entry={entry} />{' '}
            <Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              <When time={entry.created_at} />
            </Text>
          </Text>
          <Group gap={4} wrap="nowrap">
            {children}
          </Group>
        </Group>
        <Changes changes={entry.changes} />
      </Stack>
    </li>
  );
}

function Sentence({ entry }: { entry: AuditEntryResponse }) {
  return (
    <>
      <strong>
        <bdi>{entry.user_email}</bdi>
      </strong>{' '}
      {actionInWords(entry)} {typeInWords(entry.entity_type)} <Entity entry={entry} />
      {entry.environment_key !== null && entry.entity_type !== 'environment' && (
        <>
          {' in '}
          <strong>
            <bdi>{entry.environment_key}</bdi>
          </strong>
        </>
      )}
    </>
  );
}

/** A link to what was changed, as long as it is there. */
function Entity({ entry }: { entry: AuditEntryResponse }) {
  const { entity_type: type, entity_key: key } = entry;
  const name = <bdi>{key}</bdi>;
  const search = { env: entry.environment_key ?? undefined };
  if (entry.action === 'delete') {
    return <strong>{name}</strong>;
  }

  switch (type) {
    case 'flag':
      return (
        <PageLink to="/flags/$key" params={{ key }} search={search} inherit underline="always">
          {name}
        </PageLink>
      );
    case 'segment':
      return (
        <PageLink to="/segments/$key" params={{ key }} search={search} inherit underline="always">
          {name}
        </PageLink>
      );
    case 'experiment':
      return (
        <ExperimentLink experimentKey={key} inherit underline="always">
          {name}
        </ExperimentLink>
      );
    case 'metric':
    case 'layer':
    case 'holdout':
      return (
        <PageLink to={`/${type}s/$key`} params={{ key }} search={search} inherit underline="always">
          {name}
        </PageLink>
      );
    case 'sdk_key':
      return (
        <PageLink to="/sdk-keys" search={search} inherit underline="always">
          {name}
        </PageLink>
      );
    case 'environment':
      return (
        <PageLink to="/environments" inherit underline="always">
          {name}
        </PageLink>
      );
    default:
      return (
        <PageLink to="/users" inherit underline="always">
          {name}
        </PageLink>
      );
  }
}

/** Entries under each other. */
export function AuditList({ children }: { children: ReactNode }) {
  return <ol className={classes.list}>{children}</ol>;
}
