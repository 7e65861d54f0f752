import type { FlagResponse } from '@/api/generated/api';

export function CodeTab(_: { flag: FlagResponse }) {
  return null;
}
