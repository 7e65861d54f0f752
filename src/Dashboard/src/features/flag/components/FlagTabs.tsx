import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FlagResponse } from '@/api/generated/api';
import { CodeTab } from '../code/CodeTab';
import { CompareTab } from '../compare/CompareTab';
import { type Draft, unsaved } from '../draft/draft';
import { tabOf } from '../draft/refusals';
import { HistoryTab } from '../history/HistoryTab';
import { SettingsTab } from '../settings/SettingsTab';
import { TargetingTab } from '../targeting/TargetingTab';
import { TryIt } from '../try-it/TryIt';
import { UsageTab } from '../usage/UsageTab';
import { VariantsTab } from '../variants/VariantsTab';
import classes from './FlagTabs.module.css';

const tabs = ['targeting', 'variants', 'usage', 'environments', 'history', 'code', 'settings'] as const;
type Tab = (typeof tabs)[number];

const names: Record<Tab, string> = {
  targeting: 'Targeting',
  variants: 'Variants',
  usage: 'Usage',
  environments: 'Environments',
  history: 'History',
  code: 'Code',
  settings: 'Settings',
};

interface Props {
  flag: FlagResponse;
  draft: Draft;
  /** It has been deleted: the server has nothing more to say of it. */
  isGone: boolean;
}

export function FlagTabs({ flag, draft, isGone }: Props) {
  const search = useSearch({ from: '/flags/$key' });
  const navigate = useNavigate();
  const tab = tabs.find((name) => name === search.tab) ?? 'targeting';
  const choose = (chosen: string | null) =>
    void navigate({
      to: '.',
      search: (old) => ({ ...old, tab: chosen === 'targeting' || chosen === null ? undefined : chosen }),
    });
  const hasErrors = (name: Tab) => Object.keys(draft.errors).some((place) => tabOf(place) === name);
  return (
    <Tabs value={tab} onChange={choose} keepMounted={false}>
      <Tabs.List mb="md" className={classes.list}>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {names[name]}
            {hasErrors(name) && ' (to mend)'}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>{contents(tab, flag, draft, isGone)}</Tabs.Panel>
    </Tabs>
  );
}

function contents(tab: Tab, flag: FlagResponse, draft: Draft, isGone: boolean) {
  switch (tab) {
    case 'targeting':
    case 'variants':
      return (
        <div className={classes.beside}>
          {tab === 'targeting' ? <TargetingTab /> : <VariantsTab />}
          {!isGone && (
            <aside className={classes.aside} aria-label="Try it">
              <TryIt saved={flag} draft={unsaved(draft)} />
            </aside>
          )}
        </div>
      );
    case 'usage':
      return <UsageTab flag={flag} />;
    case 'environments':
      return <CompareTab flagKey={flag.key} environmentKey={flag.environment_key} />;
    case 'history':
      return <HistoryTab flag={flag} />;
    case 'code':
      return <CodeTab flag={flag} />;
    case 'settings':
      return <SettingsTab flag={flag} isGone={isGone} />;
  }
}
