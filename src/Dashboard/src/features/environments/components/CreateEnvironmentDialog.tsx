import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import { FormDialog } from '@/components/FormDialog';
import { keyOf, NameAndKey, type Named } from '@/components/NameAndKey';
import { sayDone } from '@/components/toasts';
import { keyFrom } from '@/lib/keys';
import { useCreateEnvironment } from '../api/createEnvironment';
import { DescriptionAndProtection } from './DescriptionAndProtection';

/** Keys of environments are shorter than those of flags, and without dots and underscores. */
function environmentKeyFrom(name: string): string {
  return keyFrom(name.replace(/[._]/g, '-').slice(0, 50));
}

export function CreateEnvironmentDialog({ onClose }: { onClose: () => void }) {
  const [named, setNamed] = useState<Named>({ name: '', key: null });
  const [fields, setFields] = useState({ description: '', isProtected: false });
  const create = useCreateEnvironment();
  const errors = fieldErrorsOf(create.error);
  const submit = () =>
    create.mutate(
      {
        name: named.name,
        key: keyOf(named, environmentKeyFrom),
        description: fields.description,
        is_protected: fields.isProtected,
      },
      {
        onSuccess: (environment) => {
          sayDone(`${environment.name} is there. It has no flags yet.`);
          onClose();
        },
      },
    );

  return (
    <FormDialog
      title="Create environment"
      action="Create environment"
      work={create}
      fields={['name', 'key', 'description']}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameAndKey
        value={named}
        onChange={setNamed}
        errors={errors}
        keyFrom={environmentKeyFrom}
        keyDescription="What requests name it by: a-z, 0-9 and hyphens. It cannot be changed later."
      />
      <DescriptionAndProtection value={fields} onChange={setFields} errors={errors} />
    </FormDialog>
  );
}
