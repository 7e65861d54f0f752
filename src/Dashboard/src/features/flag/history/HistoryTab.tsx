import type { FlagResponse } from '@/api/generated/api';

export function HistoryTab(_: { flag: FlagResponse }) {
  return null;
}
