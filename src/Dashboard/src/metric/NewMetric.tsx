import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, MetricDefinitionResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirmProtected } from '@/components/confirmProtected';
import { FormFault } from '@/components/FormDialog';
import { keyOf, NameAndKey } from '@/components/NameAndKey';
import { sayDone } from '@/components/toasts';
import { keyFrom } from '@/lib/keys';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useCreateMetric } from './createMetric';
import { denyUnreadable, shownPlaces } from './editing';
import { emptyForm, fieldsOf, type MetricForm, unreadable } from './form';
import { MetricFields } from './MetricFields';

interface Props {
  environment: EnvironmentResponse;
  onCreated: (metric: MetricDefinitionResponse) => void;
  onCancel: () => void;
}

/** The form of a metric that is to be created; on a page of its own, or over one that needs it. */
export function NewMetric({ environment, onCreated, onCancel }: Props) {
  const [form, setForm] = useState<MetricForm>(emptyForm);
  const [key, setKey] = useState<string | null>(null);
  const create = useCreateMetric(environment.key);
  const wrong = unreadable(form);
  const errors = { ...fieldErrorsOf(create.error), ...wrong };
  const denied = denyChange(useUser(), environment) ?? denyUnreadable(wrong);
  const change = (fields: Partial<MetricForm>) => setForm((now) => ({ ...now, ...fields }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (denied === null && !create.isPending && (await confirmProtected(environment, `Create the metric ${form.name}`))) {
      create.mutate(
        { ...fieldsOf(form), key: keyOf({ name: form.name, key }, keyFrom) },
        {
          onSuccess: (metric) => {
            sayDone(`${metric.name} is created in ${environment.name}.`);
            onCreated(metric);
          },
        },
      );
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw={704} mb="lg">
        <NameAndKey
          value={{ name: form.name, key }}
          onChange={(named) => {
            setKey(named.key);
            change({ name: named.name });
          }}
          errors={errors}
          keyFrom={keyFrom}
          keyDescription="What experiments name it by: a-z, 0-9, hyphens, dots, underscores. It cannot be changed later."
        />
        <Textarea
          label="Description"
          description="Optional: why it matters"
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={errors.description?.join(' ')}
        />
      </Stack>
      <MetricFields environment={environment} form={form} onChange={change} errors={errors} isLocked={false} />
      <Stack maw={704} mt="lg">
        <FormFault error={create.error} fields={shownPlaces(errors)} />
        <Group>
          <ActionButton type="submit" denied={denied} loading={create.isPending}>
            Create metric
          </ActionButton>
          <Button variant="default" onClick={onCancel} disabled={create.isPending}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
