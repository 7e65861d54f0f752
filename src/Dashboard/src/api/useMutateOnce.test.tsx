// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { useMutateOnce } from './useMutateOnce';

const client = new QueryClient();
const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;

it('Sends one request for two clicks without a gap, and the next one after its end, even a bad one', async () => {
  const sent: (() => void)[] = [];
  const send = () => new Promise<void>((_, refuse) => sent.push(() => refuse(new Error('refused'))));
  const { result } = renderHook(() => useMutateOnce(useMutation<void, Error, void>({ mutationFn: send })), { wrapper });

  act(() => {
    result.current();
    result.current();
  });
  await waitFor(() => expect(sent).not.toHaveLength(0));
  await act(async () => sent[0]?.());
  expect(sent).toHaveLength(1);

  await waitFor(() => {
    act(() => result.current());
    expect(sent).toHaveLength(2);
  });
});
