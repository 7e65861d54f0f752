import type { FlagFields, FlagResponse } from '@/api/generated/api';

export function TryIt(_: { saved: FlagResponse; draft: FlagFields }) {
  return null;
}
