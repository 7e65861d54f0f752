import { Text } from '@mantine/core';
import { messageOf, statusOf } from '@/api/errors';
import type { EnvironmentResponse } from '@/api/generated/api';
import { confirm } from '@/components/confirm';
import { sayDone, sayError } from '@/components/toasts';
import { useDeleteEnvironment } from '../api/deleteEnvironment';
import { lossOf } from '../loss';

/** Asks, and asks again where flags or segments would go with it: the server says how many. */
export function useDelete(): (environment: EnvironmentResponse) => Promise<void> {
  const { mutateAsync } = useDeleteEnvironment();
  const faultOf = (key: string, force: boolean): Promise<unknown> =>
    mutateAsync({ key, force }).then(
      () => null,
      (error: unknown) => error,
    );

  return async (environment) => {
    if (!(await confirmDelete(environment))) {
      return;
    }

    let fault = await faultOf(environment.key, false);
    if (statusOf(fault) === 409) {
      if (!(await confirmLoss(environment, lossOf(messageOf(fault))))) {
        return;
      }
      fault = await faultOf(environment.key, true);
    }
    fault === null ? sayDone(`${environment.name} is deleted.`) : sayError(messageOf(fault));
  };
}

function confirmDelete({ key, name }: EnvironmentResponse): Promise<boolean> {
  return confirm({
    title: `Delete ${name}?`,
    text: `Whatever asks for flags in ${name} gets none any more, and its SDK keys stop working at once. This cannot be undone.`,
    action: 'Delete environment',
    isDangerous: true,
    typed: key,
  });
}

function confirmLoss({ key, name }: EnvironmentResponse, loss: string): Promise<boolean> {
  return confirm({
    title: `${name} is not empty`,
    text: (
      <>
        It holds{' '}
        <Text span fw={700} size="sm">
          {loss}
        </Text>
        . They go with it, and only the audit history keeps what they were. The same flags in other environments stay.
      </>
    ),
    action: `Delete it with ${loss}`,
    isDangerous: true,
    typed: key,
  });
}
