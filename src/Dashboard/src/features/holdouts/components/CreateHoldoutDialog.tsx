import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { confirmProtected } from '@/components/confirmProtected';
import { FormDialog } from '@/components/FormDialog';
import { keyOf, NameAndKey } from '@/components/NameAndKey';
import { keyFrom } from '@/lib/keys';
import { useCreateHoldout } from '../api/createHoldout';
import { emptyForm, fieldsOf } from '../form';
import { HoldoutFields, shownPlaces } from './HoldoutFields';

interface Props {
  environment: EnvironmentResponse;
  onClose: () => void;
  onCreated: (key: string) => void;
}

export function CreateHoldoutDialog({ environment, onClose, onCreated }: Props) {
  const [form, setForm] = useState(emptyForm);
  const [key, setKey] = useState<string | null>(null);
  const create = useCreateHoldout(environment.key);
  const errors = fieldErrorsOf(create.error);
  const named = { name: form.name, key };
  const submit = async () => {
    if (await confirmProtected(environment, `Create the holdout ${form.name}`)) {
      create.mutate({ ...fieldsOf(form), key: keyOf(named, keyFrom) }, { onSuccess: (holdout) => onCreated(holdout.key) });
    }
  };
  return (
    <FormDialog
      title={`Create holdout in ${environment.name}`}
      action="Create holdout"
      size="lg"
      work={create}
      fields={shownPlaces(errors)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NameAndKey
        value={named}
        onChange={(next) => {
          setKey(next.key);
          setForm((now) => ({ ...now, name: next.name }));
        }}
        errors={errors}
        keyFrom={keyFrom}
        keyDescription="What experiments name it by: a-z, 0-9, hyphens, dots, underscores. It cannot be changed later."
      />
      <HoldoutFields
        environment={environment}
        holdoutKey={null}
        form={form}
        onChange={(fields) => setForm((now) => ({ ...now, ...fields }))}
        errors={errors}
        forbidden={null}
        lock={null}
      />
    </FormDialog>
  );
}
