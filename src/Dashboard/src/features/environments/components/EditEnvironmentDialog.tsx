import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentFields, EnvironmentResponse } from '@/api/generated/api';
import { confirm } from '@/components/confirm';
import { FormDialog } from '@/components/FormDialog';
import { sayDone } from '@/components/toasts';
import { useUpdateEnvironment } from '../api/updateEnvironment';
import { DescriptionAndProtection } from './DescriptionAndProtection';

export function EditEnvironmentDialog({ environment, onClose }: { environment: EnvironmentResponse; onClose: () => void }) {
  const [name, setName] = useState(environment.name);
  const [fields, setFields] = useState({ description: environment.description, isProtected: environment.is_protected });
  const update = useUpdateEnvironment(environment.key);
  const errors = fieldErrorsOf(update.error);
  const changed: EnvironmentFields = {
    ...(name !== environment.name && { name }),
    ...(fields.description !== environment.description && { description: fields.description }),
    ...(fields.isProtected !== environment.is_protected && { is_protected: fields.isProtected }),
  };
  const submit = async () => {
    if (changed.is_protected !== undefined && !(await confirmProtection(environment, changed.is_protected))) {
      return;
    }

    update.mutate(changed, {
      onSuccess: (saved) => {
        sayDone(`${saved.name} is saved.`);
        onClose();
      },
    });
  };

  return (
    <FormDialog
      title={`Edit ${environment.name}`}
      action="Save"
      work={update}
      fields={['name', 'description']}
      isReady={Object.keys(changed).length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description={`Its key stays ${environment.key}.`}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name?.join(' ')}
      />
      <DescriptionAndProtection value={fields} onChange={setFields} errors={errors} />
    </FormDialog>
  );
}

function confirmProtection({ name }: EnvironmentResponse, isProtected: boolean): Promise<boolean> {
  return confirm(
    isProtected
      ? {
          title: `Protect ${name}?`,
          text: `From their next request on, developers can only look at ${name}: flags, segments and SDK keys there are changed by admins alone.`,
          action: 'Protect it',
        }
      : {
          title: `Take the protection from ${name}?`,
          text: `From their next request on, every developer can change flags, segments and SDK keys in ${name}, and promote flags into it.`,
          action: 'Take the protection away',
          isDangerous: true,
        },
  );
}
