// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/api/api';
import { ApiException, type FlagResponse } from '@/api/generated/api';
import { overviewQuery } from '@/api/overview';
import * as toasts from '@/components/toasts';
import { aFlag, inEnvironment } from '@/lib/flagSamples';
import { useChangeFlag } from './changeFlag';

const change = { flagKey: 'new-checkout', environmentKey: 'development', fields: { is_enabled: true }, done: 'It is on.' };
const answer = (version: number, isOn: boolean) =>
  ({ version, is_enabled: isOn, updated_at: '2026-06-01T00:00:00Z', flag_type: 'boolean' }) as FlagResponse;

describe('A change in the table', () => {
  let client: QueryClient;
  const here = () => client.getQueryData(overviewQuery().queryKey)?.[0]?.environments[0];
  const begin = () => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    );
    return renderHook(useChangeFlag, { wrapper }).result.current;
  };

  beforeEach(() => {
    client = new QueryClient();
    client.setQueryData(overviewQuery().queryKey, [
      aFlag({ environments: [inEnvironment({ version: 7 })] }),
      aFlag({ key: 'other' }),
    ]);
    vi.spyOn(toasts, 'sayDone').mockReturnValue();
    vi.spyOn(toasts, 'sayError').mockReturnValue();
  });
  afterEach(() => vi.restoreAllMocks());

  it('is shown before the server has answered, and asks for the version that was seen', async () => {
    const update = vi.spyOn(api.flags, 'update').mockReturnValue(new Promise(() => {}));
    begin()(change);
    await waitFor(() => expect(update).toHaveBeenCalledWith('new-checkout', 'development', { is_enabled: true }, '"7"'));
    expect(here()?.is_enabled).toBe(true);
  });

  it('leaves all other flags as the same objects, so that their rows are not drawn again', async () => {
    vi.spyOn(api.flags, 'update').mockResolvedValue(answer(8, true));
    const other = client.getQueryData(overviewQuery().queryKey)?.[1];
    begin()(change);
    await waitFor(() => expect(here()?.version).toBe(8));
    expect(client.getQueryData(overviewQuery().queryKey)?.[1]).toBe(other);
  });

  it('asks for the version that the change before it made', async () => {
    const update = vi.spyOn(api.flags, 'update').mockResolvedValueOnce(answer(8, true)).mockResolvedValueOnce(answer(9, false));
    const mutate = begin();
    mutate(change);
    mutate({ ...change, fields: { is_enabled: false } });
    await waitFor(() => expect(here()?.version).toBe(9));
    expect(update.mock.calls.map((call) => call[3])).toEqual(['"7"', '"8"']);
  });

  it('is taken back, and says why, when somebody else was faster', async () => {
    vi.spyOn(api.flags, 'update').mockRejectedValue(new ApiException('', 412, '', {}, null));
    begin()(change);
    await waitFor(() => expect(toasts.sayError).toHaveBeenCalledWith(expect.stringContaining('Somebody changed new-checkout')));
    expect(here()?.is_enabled).toBe(false);
  });
});
