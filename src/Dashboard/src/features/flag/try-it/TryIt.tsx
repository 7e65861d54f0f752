import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { ExplanationResponse, FlagFields, FlagResponse } from '@/api/generated/api';
import { ProblemAlert } from '@/components/ProblemAlert';
import { ErrorState, LoadingRows } from '@/components/States';
import { formatJson, isSameJson, parseJson } from '@/lib/json';
import { Store } from '@/lib/store';
import { isUnfinished } from '../draft/refusals';
import { ExplainedVariants } from '../variantColors';
import { Answer } from './Answer';
import { explanationQuery } from './api/explain';
import { ContextForm } from './ContextForm';
import { askedFor, type Context } from './context';
import { Trace } from './Trace';
import classes from './TryIt.module.css';

// Outlives the tab and the flag, so that one user can be tried with several.
const latest = new Store<Context>({ userId: 'user-1', attributes: {} });

/** Asks the flag as some user would, and shows step by step why it answers so; with a draft, before and after. */
export function TryIt({ saved, draft }: { saved: FlagResponse; draft: FlagFields }) {
  const context = useSyncExternalStore(latest.subscribe, latest.get);
  const [asked] = useDebouncedValue(context, 250);
  const [draftText] = useDebouncedValue(formatJson(draft, 0), 250); // as a text: the object may be another at each rendering
  const askedDraft = useMemo(() => parseJson(draftText) as FlagFields, [draftText]);
  const isDirty = Object.keys(askedDraft).length > 0;
  const before = useQuery(explanationQuery(saved, asked, null));
  const after = useQuery({ ...explanationQuery(saved, asked, askedDraft), enabled: isDirty });
  return (
    <ExplainedVariants value={draft.variants ?? saved.variants}>
      <div className={classes.place}>
        <div className={classes.parts}>
          <Paper withBorder p="md" component="section" aria-label="Who asks">
            <Title order={2} size="h5" mb="sm">
              Who asks
            </Title>
            <ContextForm context={context} onChange={latest.set} suggestions={askedFor(draft.rules ?? saved.rules)} />
          </Paper>
          {isDirty ? (
            <BeforeAndAfter
              before={before}
              after={after}
              isWaiting={isUnfinished(fieldErrorsOf(after.error), askedDraft, saved.rules)}
            />
          ) : (
            <Now query={before} />
          )}
        </div>
      </div>
    </ExplainedVariants>
  );
}

type Query = UseQueryResult<ExplanationResponse>;

function Now({ query }: { query: Query }) {
  if (query.isPending) {
    return <LoadingRows rows={4} height={64} />;
  }
  if (query.isError) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }

  return (
    <Stack aria-busy={query.isPlaceholderData} aria-live="polite">
      <Answer evaluation={query.data.evaluation} title="Answer" />
      <Trace trace={query.data.trace} />
    </Stack>
  );
}

interface Both {
  before: Query;
  after: Query;
  /** It was refused only because a new rule is not written yet. */
  isWaiting: boolean;
}

function BeforeAndAfter({ before, after, isWaiting }: Both) {
  const [was, will] = [before.data?.evaluation, after.isError ? undefined : after.data?.evaluation];
  const isSame = was !== undefined && will !== undefined && was.variant === will.variant && isSameJson(was.value, will.value);
  return (
    <Stack aria-busy={after.isPlaceholderData} aria-live="polite">
      {before.isError && <ErrorState error={before.error} retry={() => void before.refetch()} />}
      <div className={classes.answers}>
        {was !== undefined && <Answer evaluation={was} title="As saved" />}
        {will !== undefined && (
          <Answer evaluation={will} title={isSame ? 'With your changes: the same answer' : 'With your changes'} />
        )}
      </div>
      {after.isPending && <LoadingRows rows={3} height={64} />}
      {after.isError && isWaiting && (
        <Text size="sm" c="dimmed">
          Finish the rule to see what it would do.
        </Text>
      )}
      {after.isError && !isWaiting && <ProblemAlert error={after.error} title="Your changes cannot be tried yet" />}
      {will !== undefined && !isSame && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
          Your changes would give this user another answer.
        </Alert>
      )}
      {after.isSuccess && (
        <section aria-label="With your changes, step by step">
          <Title order={2} size="h5" mb="xs">
            With your changes, step by step
          </Title>
          <Trace trace={after.data.trace} />
        </section>
      )}
    </Stack>
  );
}
