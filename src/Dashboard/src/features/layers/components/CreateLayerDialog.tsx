import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { BucketByInput } from '@/components/BucketByInput';
import { confirmProtected } from '@/components/confirmProtected';
import { FormDialog } from '@/components/FormDialog';
import { keyOf, NameAndKey, type Named } from '@/components/NameAndKey';
import { keyFrom } from '@/lib/keys';
import { useCreateLayer } from '../api/createLayer';

interface Props {
  environment: EnvironmentResponse;
  onClose: () => void;
  onCreated: (key: string) => void;
}

export function CreateLayerDialog({ environment, onClose, onCreated }: Props) {
  const [named, setNamed] = useState<Named>({ name: '', key: null });
  const [description, setDescription] = useState('');
  const [bucketBy, setBucketBy] = useState('user_id');
  const create = useCreateLayer(environment.key);
  const errors = fieldErrorsOf(create.error);
  const submit = async () => {
    if (await confirmProtected(environment, `Create the layer ${named.name}`)) {
      create.mutate(
        { name: named.name, key: keyOf(named, keyFrom), description, bucket_by: bucketBy.trim() },
        { onSuccess: (layer) => onCreated(layer.key) },
      );
    }
  };
  return (
    <FormDialog
      title={`Create layer in ${environment.name}`}
      action="Create layer"
      work={create}
      fields={['name', 'key', 'description', 'bucket_by']}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NameAndKey
        value={named}
        onChange={setNamed}
        errors={errors}
        keyFrom={keyFrom}
        keyDescription="What experiments name it by: a-z, 0-9, hyphens, dots, underscores. It cannot be changed later."
      />
      <Textarea
        label="Description"
        description="Optional: what its experiments have in common, such as the checkout"
        autosize
        minRows={2}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={errors.description?.join(' ')}
      />
      <BucketByInput value={bucketBy} onChange={setBucketBy} error={errors.bucket_by?.join(' ')} />
    </FormDialog>
  );
}
