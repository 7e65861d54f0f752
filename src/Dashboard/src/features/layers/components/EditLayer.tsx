import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, LayerResponse } from '@/api/generated/api';
import { BucketByInput } from '@/components/BucketByInput';
import { DraftBar } from '@/components/DraftBar';
import type { Denied } from '@/lib/permissions';
import { useDraft } from '@/lib/useDraft';
import { useSaveLayer } from '../api/saveLayer';
import { changedFields, formOf, lockOf } from '../form';

interface Props {
  layer: LayerResponse;
  environment: EnvironmentResponse;
  forbidden: Denied;
}

export function EditLayer({ layer, environment, forbidden }: Props) {
  const draft = useDraft({ thing: layer, formOf, changedFields });
  const { form, change } = draft;
  const save = useSaveLayer(draft.base);
  const errors = fieldErrorsOf(save.error);
  const lock = lockOf(layer);
  const isForbidden = forbidden !== null;
  return (
    <>
      <Stack>
        <TextInput
          label="Name"
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errors.name?.join(' ')}
          disabled={isForbidden}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={errors.description?.join(' ')}
          disabled={isForbidden}
        />
        {lock !== null && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {lock}
          </Text>
        )}
        <BucketByInput
          value={form.bucket_by}
          onChange={(bucket_by) => change({ bucket_by })}
          error={errors.bucket_by?.join(' ')}
          disabled={isForbidden || lock !== null}
        />
        <TextInput
          label="Salt"
          description="Hashed before the id. Another salt deals all users anew."
          value={form.salt}
          onChange={(event) => change({ salt: event.currentTarget.value })}
          error={errors.salt?.join(' ')}
          disabled={isForbidden || lock !== null}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
      </Stack>
      <DraftBar
        what="layer"
        name={form.name}
        environment={environment}
        draft={draft}
        denied={forbidden}
        work={save}
        shown={['name', 'description', 'bucket_by', 'salt']}
      />
    </>
  );
}
