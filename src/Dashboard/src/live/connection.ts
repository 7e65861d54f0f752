import { useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';

/** Whether the server answered last time. */
const reachable = new Store(true);

export const connection = {
  lost: () => reachable.set(false),
  found: () => reachable.set(true),
  isReachable: () => reachable.get(),
  subscribe: reachable.subscribe,
};

export function useReachable(): boolean {
  return useSyncExternalStore(reachable.subscribe, reachable.get);
}
