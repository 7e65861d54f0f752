import type { MutateOptions, UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** As mutate, but ignored until the one before has ended: a second click may come before React has disabled the button. */
export function useMutateOnce<T, V>(mutation: UseMutationResult<T, Error, V>) {
  const isSent = useRef(false);
  return (variables: V, options?: MutateOptions<T, Error, V>): void => {
    if (isSent.current) {
      return;
    }

    isSent.current = true;
    mutation
      .mutateAsync(variables, options)
      .catch(() => undefined) // the mutation tells
      .finally(() => {
        isSent.current = false;
      });
  };
}
