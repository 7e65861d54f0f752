import { Alert, Autocomplete, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorAt } from '@/lib/fieldErrors';
import { attributesIn } from '@/targeting/conditions';
import { useDraftView } from '../draft/context';
import { Step } from '../targeting/Step';

/** What deals users into rollouts. */
export function BucketingFields() {
  const { base, fields, edit, errors, denied } = useDraftView();
  const isDealtAnew = base.salt !== fields.salt || base.bucket_by !== fields.bucket_by;
  const names = [...new Set(['user_id', ...fields.rules.flatMap((rule) => attributesIn(rule.when))])];
  return (
    <Step title="Bucketing" text="How users are dealt into rollouts. Leave both alone while a rollout is running.">
      <Stack gap="sm">
        <Autocomplete
          label="Bucket by"
          description="user_id, or an attribute: who has the same value gets the same variant"
          data={names}
          value={fields.bucket_by}
          onChange={(bucket_by) => edit({ bucket_by })}
          readOnly={denied !== null}
          error={errorAt(errors, 'bucket_by')}
          maxLength={200}
        />
        <TextInput
          label="Salt"
          description="Flags with the same salt deal the same users the same way"
          value={fields.salt}
          onChange={(event) => edit({ salt: event.currentTarget.value })}
          readOnly={denied !== null}
          error={errorAt(errors, 'salt')}
          maxLength={100}
          spellCheck={false}
        />
        {isDealtAnew && (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="This deals everybody anew" role="status">
            In every rollout of this flag, users change their variants at random once this is saved. Running experiments lose
            their groups.
          </Alert>
        )}
      </Stack>
    </Step>
  );
}
