import { Stack, Textarea, TextInput } from '@mantine/core';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { DraftBar } from '@/components/DraftBar';
import type { Denied } from '@/lib/permissions';
import { useDraft } from '@/lib/useDraft';
import { denyUnreadable, shownPlaces } from '@/metric/editing';
import { changedFields, formOf, unreadable } from '@/metric/form';
import { MetricFields } from '@/metric/MetricFields';
import { useSaveMetric } from '../api/saveMetric';

interface Props {
  metric: MetricDefinitionResponse;
  environment: EnvironmentResponse;
  /** Why nothing may change. */
  forbidden: Denied;
  /** Why only name and description may change. */
  lock: Denied;
}

export function EditMetric({ metric, environment, forbidden, lock }: Props) {
  const draft = useDraft({ thing: metric, formOf, changedFields });
  const { form, change } = draft;
  const save = useSaveMetric(draft.base);
  const wrong = unreadable(form);
  const errors = { ...fieldErrorsOf(save.error), ...wrong };
  return (
    <>
      <Stack maw={704}>
        <TextInput
          label="Name"
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errors.name?.join(' ')}
          disabled={forbidden !== null}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={errors.description?.join(' ')}
          disabled={forbidden !== null}
        />
      </Stack>
      <MetricFields
        environment={environment}
        form={form}
        onChange={change}
        errors={errors}
        isLocked={forbidden !== null || lock !== null}
      />
      <DraftBar
        what="metric"
        name={form.name}
        environment={environment}
        draft={draft}
        denied={forbidden ?? denyUnreadable(wrong)}
        work={save}
        shown={shownPlaces(errors)}
      />
    </>
  );
}
