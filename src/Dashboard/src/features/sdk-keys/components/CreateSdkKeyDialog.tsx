import { Checkbox, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, NewSdkKeyResponse, SdkKeyRequest } from '@/api/generated/api';
import { FormDialog } from '@/components/FormDialog';
import { useCreateSdkKey } from '../api/createSdkKey';
import { expiryOf, type Life, lives } from '../expiry';
import { kinds } from '../kinds';

interface Props {
  environment: EnvironmentResponse;
  onClose: () => void;
  onCreated: (key: NewSdkKeyResponse) => void;
}

export function CreateSdkKeyDialog({ environment, onClose, onCreated }: Props) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<string>('server');
  const [life, setLife] = useState<Life>('never');
  const [date, setDate] = useState('');
  const [isPlain, setIsPlain] = useState(false);
  const create = useCreateSdkKey(environment.key);
  const errors = fieldErrorsOf(create.error);
  const submit = () => {
    const expires = expiryOf(life, date, Date.now());
    create.mutate(
      { name, kind: kind as SdkKeyRequest['kind'], expires_at: expires, plain_bulk: isPlain },
      { onSuccess: onCreated },
    );
  };

  return (
    <FormDialog
      title={`Create SDK key for ${environment.name}`}
      action="Create SDK key"
      work={create}
      fields={['name', 'kind', 'expires_at']}
      isReady={life !== 'date' || date !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="Who uses it, such as “Checkout service”"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name?.join(' ')}
      />
      <Radio.Group label="Kind" value={kind} onChange={setKind} error={errors.kind?.join(' ')}>
        <Stack gap="xs" mt={4}>
          {kinds.map(({ kind: value, label, sees }) => (
            <Radio key={value} value={value} label={label} description={sees} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label="Expires"
        data={lives}
        value={life}
        onChange={(chosen) => chosen !== null && setLife(chosen as Life)}
        allowDeselect={false}
        error={errors.expires_at?.join(' ')}
      />
      {life === 'date' && (
        <TextInput label="Last day" type="date" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
      )}
      <Checkbox
        label="Plain bulk answers"
        description="Without “metadata” and “eventStreams”, for OpenFeature providers that refuse fields they do not know."
        checked={isPlain}
        onChange={(event) => setIsPlain(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
