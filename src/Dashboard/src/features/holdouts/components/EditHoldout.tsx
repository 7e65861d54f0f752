import { Stack, TextInput } from '@mantine/core';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, HoldoutResponse } from '@/api/generated/api';
import { DraftBar } from '@/components/DraftBar';
import type { Denied } from '@/lib/permissions';
import { useDraft } from '@/lib/useDraft';
import { useSaveHoldout } from '../api/saveHoldout';
import { changedFields, formOf, lockOf } from '../form';
import { HoldoutFields, shownPlaces } from './HoldoutFields';

interface Props {
  holdout: HoldoutResponse;
  environment: EnvironmentResponse;
  forbidden: Denied;
}

export function EditHoldout({ holdout, environment, forbidden }: Props) {
  const draft = useDraft({ thing: holdout, formOf, changedFields });
  const { form, change } = draft;
  const save = useSaveHoldout(draft.base);
  const errors = fieldErrorsOf(save.error);
  return (
    <>
      <Stack>
        <TextInput
          label="Name"
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errors.name?.join(' ')}
          disabled={forbidden !== null}
        />
        <HoldoutFields
          environment={environment}
          holdoutKey={holdout.key}
          form={form}
          onChange={change}
          errors={errors}
          forbidden={forbidden}
          lock={lockOf(holdout)}
        />
      </Stack>
      <DraftBar
        what="holdout"
        name={form.name}
        environment={environment}
        draft={draft}
        denied={forbidden}
        work={save}
        shown={shownPlaces(errors)}
      />
    </>
  );
}
