// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useAddressText } from './useAddressText';

function begin(inAddress = '') {
  const write = vi.fn();
  const hook = renderHook(({ address }) => useAddressText(address, write), { initialProps: { address: inAddress } });
  return {
    write,
    text: () => hook.result.current[0],
    type: (text: string) => act(() => hook.result.current[1](text)),
    arrive: (address: string) => hook.rerender({ address }),
  };
}

test('Is not set back by an address that comes late', () => {
  const field = begin();
  field.type('a');
  field.type('ab');
  field.arrive('a');
  expect(field.text()).toBe('ab');
  field.arrive('ab');
  expect(field.text()).toBe('ab');
});

test('Keeps a space at the end, which the address does not have', () => {
  const field = begin();
  field.type('a');
  field.arrive('a');
  field.type('a ');
  expect(field.text()).toBe('a ');
  expect(field.write).toHaveBeenCalledTimes(1);
});

test('Follows an address that changes by itself', () => {
  const field = begin('old');
  field.type('new');
  field.arrive('new');
  field.arrive('old');
  expect(field.text()).toBe('old');
});

test('Takes an empty text out of the address', () => {
  const field = begin('old');
  field.type('');
  expect(field.write).toHaveBeenCalledWith(undefined);
});
