import { Badge, Tabs, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldErrorsOf, statusOf } from '@/api/errors';
import type { EnvironmentResponse, SegmentResponse } from '@/api/generated/api';
import { LeaveGuard } from '@/components/LeaveGuard';
import { SaveBar } from '@/components/SaveBar';
import { sayDone } from '@/components/toasts';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useSaveSegment } from '../api/saveSegment';
import { fieldsOf } from '../draft';
import { useDraft } from '../useDraft';
import { ConditionTab } from './ConditionTab';
import { Details } from './Details';
import { History } from './History';
import { Members } from './Members';
import { MergeDialog } from './MergeDialog';
import { ReviewDialog } from './ReviewDialog';
import { Usage } from './Usage';

const route = getRouteApi('/segments/$key');
const count = new Intl.NumberFormat('en', { notation: 'compact' });

interface Props {
  segment: SegmentResponse;
  environment: EnvironmentResponse;
  /** Reads the segment again. */
  reload: () => Promise<unknown>;
}

export function SegmentView({ segment, environment, reload }: Props) {
  const { tab = 'members' } = route.useSearch();
  const navigate = route.useNavigate();
  const [open, setOpen] = useState<'review' | 'merge' | null>(null);
  const { base, draft, isDirty, isOutdated, change, replace, discard } = useDraft(segment);
  const save = useSaveSegment(segment.key, environment.key);
  const denied = denyChange(useUser(), environment);
  const errors = fieldErrorsOf(save.error);
  const close = () => setOpen(null);
  const send = () =>
    save.mutate(
      { base, fields: fieldsOf(base, draft) },
      {
        onSuccess: () => {
          discard();
          close();
          sayDone(`${draft.name} is saved in ${environment.name}.`);
        },
        onError: (error) => {
          if (statusOf(error) === 412) {
            void reload().then(() => setOpen('merge'));
          }
        },
      },
    );
  const edit = { draft, onChange: change, readOnly: denied !== null };

  return (
    <>
      {denied !== null && (
        <Text size="sm" c="dimmed" mb="md">
          {denied}
        </Text>
      )}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: (now) => ({ ...now, tab: next ?? undefined }), replace: true })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="members" rightSection={<Count of={draft.included.length + draft.excluded.length} />}>
            Members
          </Tabs.Tab>
          <Tabs.Tab value="condition">Condition</Tabs.Tab>
          <Tabs.Tab value="usage">Usage</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="details">Details</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members">
          <Members {...edit} />
        </Tabs.Panel>
        <Tabs.Panel value="condition">
          <ConditionTab segment={segment} errors={errors} {...edit} />
        </Tabs.Panel>
        <Tabs.Panel value="usage">{tab === 'usage' && <Usage segment={segment} />}</Tabs.Panel>
        <Tabs.Panel value="history">{tab === 'history' && <History segment={segment} />}</Tabs.Panel>
        <Tabs.Panel value="details">
          <Details segment={segment} environment={environment} errors={errors} {...edit} />
        </Tabs.Panel>
      </Tabs>
      <LeaveGuard isNeeded={isDirty} what="this segment" environmentKey={environment.key} />
      {isDirty && (
        <SaveBar
          text={isOutdated ? 'Unsaved changes, and somebody else has saved meanwhile' : 'Unsaved changes'}
          action={isOutdated ? 'Bring together' : undefined}
          denied={denied}
          onReview={() => setOpen(isOutdated ? 'merge' : 'review')}
          onDiscard={discard}
        />
      )}
      {open === 'review' && isDirty && (
        <ReviewDialog environment={environment} base={base} draft={draft} work={save} onSave={send} onClose={close} />
      )}
      {open === 'merge' && isDirty && (
        <MergeDialog
          mine={{ base, draft }}
          theirs={segment}
          onMerged={(editing) => {
            save.reset();
            replace(editing);
            setOpen('review');
          }}
          onDiscard={() => {
            discard();
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function Count({ of }: { of: number }) {
  return (
    <Badge variant="default" size="sm" className="numbers">
      {count.format(of)}
    </Badge>
  );
}
