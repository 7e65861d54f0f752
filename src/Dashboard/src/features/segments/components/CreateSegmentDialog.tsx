import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { FormDialog } from '@/components/FormDialog';
import { keyOf, NameAndKey, type Named } from '@/components/NameAndKey';
import { keyFrom } from '@/lib/keys';
import { useCreateSegment } from '../api/createSegment';

interface Props {
  environment: EnvironmentResponse;
  onClose: () => void;
  onCreated: (key: string) => void;
}

export function CreateSegmentDialog({ environment, onClose, onCreated }: Props) {
  const [named, setNamed] = useState<Named>({ name: '', key: null });
  const [description, setDescription] = useState('');
  const create = useCreateSegment(environment.key);
  const errors = fieldErrorsOf(create.error);
  const submit = () =>
    create.mutate(
      { name: named.name, key: keyOf(named, keyFrom), description },
      { onSuccess: (segment) => onCreated(segment.key) },
    );
  return (
    <FormDialog
      title={`Create segment in ${environment.name}`}
      action="Create segment"
      work={create}
      fields={['name', 'key', 'description']}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameAndKey
        value={named}
        onChange={setNamed}
        errors={errors}
        keyFrom={keyFrom}
        keyDescription="What conditions name it by: a-z, 0-9, hyphens, dots, underscores. It cannot be changed later."
      />
      <Textarea
        label="Description"
        description="Optional: who is meant, and why"
        autosize
        minRows={2}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={errors.description?.join(' ')}
      />
    </FormDialog>
  );
}
