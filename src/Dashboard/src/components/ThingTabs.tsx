import { Alert, Tabs } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EnvironmentResponse } from '@/api/generated/api';
import type { Denied } from '@/lib/permissions';
import { EntityHistory } from './EntityHistory';

interface Part {
  value: string;
  label: string;
  content: ReactNode;
}

interface Props {
  /** As its history names it, such as "metric". */
  what: string;
  thing: { key: string };
  environment: EnvironmentResponse;
  /** Why nothing may change. */
  forbidden: Denied;
  /** What is below the name, before the history; the first is shown where the address says nothing. */
  parts: readonly [Part, ...Part[]];
  /** What the address says. */
  tab: string | undefined;
  onTab: (tab: string | undefined) => void;
}

/** The parts of the page of a thing of an environment. */
export function ThingTabs({ what, thing, environment, forbidden, parts, tab = parts[0].value, onTab }: Props) {
  return (
    <>
      {forbidden !== null && (
        <Alert color="gray" icon={<IconLock aria-hidden />} mb="md" title="You can look but not change">
          {forbidden}
        </Alert>
      )}
      {/* What is not shown stays: it may hold what somebody has typed. */}
      <Tabs value={tab} onChange={(next) => onTab(next === null || next === parts[0].value ? undefined : next)}>
        <Tabs.List mb="md">
          {parts.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        {parts.map(({ value, content }) => (
          <Tabs.Panel key={value} value={value}>
            {content}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="history">
          {tab === 'history' && <EntityHistory environmentKey={environment.key} type={what} entityKey={thing.key} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
