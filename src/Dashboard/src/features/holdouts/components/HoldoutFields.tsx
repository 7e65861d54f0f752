import { Alert, MultiSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EnvironmentResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import { BucketByInput } from '@/components/BucketByInput';
import { errorAt, errorOfList, type FieldErrors } from '@/lib/fieldErrors';
import type { Denied } from '@/lib/permissions';
import { flagChoices, type HoldoutForm, holdoutInWords } from '../form';

interface Props {
  environment: EnvironmentResponse;
  /** Of the holdout; null: it is being made. */
  holdoutKey: string | null;
  form: HoldoutForm;
  onChange: (fields: Partial<HoldoutForm>) => void;
  errors: FieldErrors;
  /** Why nothing may change. */
  forbidden: Denied;
  /** Why who is held out may not change. */
  lock: Denied;
}

/** The places of the request whose errors stand at these fields. */
export function shownPlaces(errors: FieldErrors): string[] {
  return Object.keys(errors).filter((place) => /^(name|key|description|percentage|bucket_by|salt|flags(\[.*)?)$/.test(place));
}

/** All but name and key. */
export function HoldoutFields({ environment, holdoutKey, form, onChange, errors, forbidden, lock }: Props) {
  const overview = useQuery(overviewQuery());
  const choices = useMemo(
    () => flagChoices(overview.data ?? [], environment.key, holdoutKey),
    [overview.data, environment.key, holdoutKey],
  );
  const known = new Set(choices.map(({ value }) => value));
  const isForbidden = forbidden !== null;
  return (
    <>
      <Textarea
        label="Description"
        description="Optional: until when, and what for"
        autosize
        minRows={2}
        value={form.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errorAt(errors, 'description')}
        disabled={isForbidden}
      />
      {lock !== null && (
        <Text size="sm" c="dimmed">
          {lock}
        </Text>
      )}
      <TextInput
        label="Held out, in %"
        description="More than 0, at most 50: as many are measured against them. 5 is usual."
        inputMode="decimal"
        autoComplete="off"
        value={form.percentage}
        onChange={(event) => onChange({ percentage: event.currentTarget.value })}
        error={errorAt(errors, 'percentage')}
        disabled={isForbidden || lock !== null}
      />
      <BucketByInput
        value={form.bucket_by}
        onChange={(bucket_by) => onChange({ bucket_by })}
        error={errorAt(errors, 'bucket_by')}
        disabled={isForbidden || lock !== null}
      />
      <MultiSelect
        label="Flags"
        description="Running experiments that name this holdout link their flags by themselves."
        placeholder={form.flags.length === 0 ? 'Choose flags' : undefined}
        data={[...choices, ...form.flags.filter((flag) => !known.has(flag))]}
        value={form.flags}
        onChange={(flags) => onChange({ flags })}
        searchable
        limit={100}
        hidePickedOptions
        nothingFoundMessage="No flag of this environment holds this"
        error={errorOfList(errors, 'flags')}
        disabled={isForbidden}
        styles={{ pill: { maxWidth: '100%' } }}
      />
      <Alert color="gray" title="What this means" style={{ overflowWrap: 'anywhere' }}>
        {holdoutInWords(form)}
      </Alert>
    </>
  );
}
