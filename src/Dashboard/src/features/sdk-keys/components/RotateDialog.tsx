import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf } from '@/api/errors';
import type { EnvironmentResponse, NewSdkKeyResponse, SdkKeyResponse } from '@/api/generated/api';
import { FormDialog } from '@/components/FormDialog';
import { exactTime } from '@/lib/time';
import { useRotateSdkKey } from '../api/rotateSdkKey';
import { endOfOverlap } from '../expiry';

const overlaps = [
  { value: '0', label: 'None: the old one stops at once' },
  { value: '3600', label: 'An hour' },
  { value: '86400', label: 'A day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
];

interface Props {
  environment: EnvironmentResponse;
  sdkKey: SdkKeyResponse;
  onClose: () => void;
  onRotated: (key: NewSdkKeyResponse) => void;
}

export function RotateDialog({ environment, sdkKey, onClose, onRotated }: Props) {
  const [overlap, setOverlap] = useState('86400');
  const rotate = useRotateSdkKey(environment.key);
  return (
    <FormDialog
      title={`Rotate ${sdkKey.name} in ${environment.name}`}
      action="Make the new key"
      work={rotate}
      fields={['overlap_seconds']}
      onSubmit={() => rotate.mutate({ id: sdkKey.id, overlapSeconds: Number(overlap) }, { onSuccess: onRotated })}
      onClose={onClose}
    >
      <Text size="sm">
        A new key with the same name, kind and expiry is made, and its secret shown once. Put it wherever the old one is used.
      </Text>
      <Select
        label="Both work for"
        data={overlaps}
        value={overlap}
        onChange={(chosen) => chosen !== null && setOverlap(chosen)}
        allowDeselect={false}
        error={fieldErrorsOf(rotate.error).overlap_seconds?.join(' ')}
      />
      <Text size="sm" c="dimmed">
        {overlap === '0'
          ? 'Whoever still uses the old key fails from then on.'
          : `The old key works until ${exactTime(endOfOverlap(sdkKey.expires_at, Number(overlap), Date.now()))}.`}
      </Text>
    </FormDialog>
  );
}
