import { Button, Group, Stack, Textarea } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { ActionButton } from '@/components/ActionButton';
import { confirmProtected } from '@/components/confirmProtected';
import { FormFault } from '@/components/FormDialog';
import { PageLink } from '@/components/links';
import { keyOf, NameAndKey } from '@/components/NameAndKey';
import { PageHeader } from '@/components/PageHeader';
import { sayDone } from '@/components/toasts';
import { keyFrom } from '@/lib/keys';
import { denyChange } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useCreateMetric } from '../api/createMetric';
import { emptyForm, fieldsOf, type MetricForm, unreadable } from '../form';
import { denyUnreadable, shownPlaces } from './editing';
import { MetricFields } from './MetricFields';

const route = getRouteApi('/metrics');

export function CreateMetric({ environment }: { environment: EnvironmentResponse }) {
  const navigate = route.useNavigate();
  const [form, setForm] = useState<MetricForm>(emptyForm);
  const [key, setKey] = useState<string | null>(null);
  const create = useCreateMetric(environment.key);
  const wrong = unreadable(form);
  const errors = { ...fieldErrorsOf(create.error), ...wrong };
  const denied = denyChange(useUser(), environment) ?? denyUnreadable(wrong);
  const change = (fields: Partial<MetricForm>) => setForm((now) => ({ ...now, ...fields }));
  const close = () => void navigate({ search: (now) => ({ ...now, create: undefined }) });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (denied === null && !create.isPending && (await confirmProtected(environment, `Create the metric ${form.name}`))) {
      create.mutate(
        { ...fieldsOf(form), key: keyOf({ name: form.name, key }, keyFrom) },
        {
          onSuccess: (metric) => {
            sayDone(`${metric.name} is created in ${environment.name}.`);
            void navigate({ to: '/metrics/$key', params: { key: metric.key }, search: { env: environment.key } });
          },
        },
      );
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <PageLink to="/metrics" search={{ env: environment.key }} size="sm">
        Metrics
      </PageLink>
      <PageHeader title={`Create metric in ${environment.name}`} />
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
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
